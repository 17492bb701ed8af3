import type { Account } from '../../bench/bench.ts';
import { type Clock, type Deadline, DeadlineExceeded } from '../../bench/clock.ts';
import type { CliContract } from '../../bench/console.ts';
import type { Endpoint } from '../../bench/endpoint.ts';
import { PcoError } from '../../bench/errors.ts';
import type { Pco, Return } from '../../bench/pco.ts';
import { Secret } from '../../bench/secret.ts';
import type { Span } from '../../bench/span.ts';
import type { SshClientContract, SshLoginArgs, SshTry } from '../../bench/ssh-client.ts';
import {
  readSshEnd,
  readSshExec,
  readSshIdent,
  readSshKeyExchanges,
  readSshLinger,
  readSshLogin,
  readSshPackets,
  readSshX11,
  readUserKey,
  writeSshFact,
} from '../../bench/ssh-reading.ts';
import type { PtySize } from '../../bench/ssh-request.ts';
import type { OpenTape, Tape } from '../../bench/tape.ts';
import { CliEngine } from '../ios/engine.ts';
import { readSshRaw, readSshRequest, readUdpProbe } from '../../bench/ssh-request-reading.ts';
import { channelStream } from './channel-stream.ts';
import { explained } from './deadline-words.ts';
import { timeNow } from './time-now.ts';
import { SshConnection } from './connection.ts';
import type { ClaimedAlgorithms } from './default-offer.ts';
import { FactTape, joinSpans } from './fact-tape.ts';
import type { WatchConnection } from './packet-capture.ts';
import { keyForLogin } from './key-login.ts';
import { UserKeys } from './user-keys.ts';
import { probeUdp, speakRaw } from './raw-connection.ts';
import { makeRequest } from './requests.ts';
import { PacketLog } from './packet-log.ts';

export interface SshClientOptions {
  readonly reach: { readonly host: string; readonly port: number; readonly localAddress?: string };
  /** As the DUT knows them: our address, and its SSH server. */
  readonly names: { readonly client: string; readonly server: Endpoint };
  /** What the DUT's server is said to offer: what of it the guide does not list is offered behind the guide's. */
  readonly claimed?: ClaimedAlgorithms;
  /** Asked of each connection whether its payload is to be shown. */
  readonly watch?: WatchConnection;
  readonly account: Account;
  readonly enableSecret: Secret;
  readonly openTape: OpenTape;
  readonly clock: Clock;
}

type Contract = SshClientContract;
type Observation<Op extends keyof Contract> = Promise<Return<Contract[Op]['observation']>>;
type Operations = {
  readonly [Op in keyof Contract]: (args: Contract[Op]['args'], deadline: Deadline) => Observation<Op>;
};

interface Session {
  readonly number: number;
  readonly connection: SshConnection;
  readonly facts: FactTape;
  readonly packets: PacketLog;
  readonly username: string;
  readonly password: Secret;
  tape?: Tape;
  engine?: CliEngine;
}

const pcoName = 'ssh-client';

/**
 * The bench's SSH-2 client. Its tape `ssh-client` holds what was seen, one line of JSON a fact
 * (bench/ssh-reading.ts); what a session prints is on a tape of its own, `ssh-client/1` for session 1.
 */
export function openSshClient(options: SshClientOptions): Pco<Contract> {
  const client = new SshClientDriver(options);
  const operations: Operations = {
    identify: (_args, deadline) => client.identify(deadline),
    'make-key': (args) => client.makeKey(args),
    login: (args, deadline) => client.login(args, deadline),
    shell: (args, deadline) => client.shell(args, deadline),
    'shell.execute': (args, deadline) => client.execute(args, deadline),
    'shell.keys': (args, deadline) => client.keys(args, deadline),
    exec: (args, deadline) => client.exec(args, deadline),
    linger: (args, deadline) => client.linger(args, deadline),
    'key-exchanges': (args, deadline) => client.keyExchanges(args, deadline),
    abandon: (args, deadline) => client.abandon(args, deadline),
    request: (args, deadline) => client.request(args, deadline),
    raw: (args) => client.raw(args),
    'udp-probe': () => client.probeUdp(),
    logout: (args, deadline) => client.logout(args, deadline),
    ended: (args, deadline) => client.ended(args, deadline),
    packets: (args) => client.packets(args),
    ignore: (args) => client.ignore(args),
    damage: (args, deadline) => client.damage(args, deadline),
    x11: (args, deadline) => client.x11(args, deadline),
  };
  return {
    name: pcoName,
    role: 'ssh-client',
    call: async (op, args, deadline) => await operations[op](args, deadline),
    close: () => client.close(),
  };
}

/** The server said no, or ended the session; a deadline is another thing. */
class NotOpened extends PcoError {}

class SshClientDriver {
  readonly #options: SshClientOptions;
  readonly #tape: Tape;
  readonly #sessions = new Map<number, Session>();
  readonly #connections = new Set<SshConnection>();
  readonly #keys = new UserKeys();
  #count = 0;

  constructor(options: SshClientOptions) {
    this.#options = options;
    this.#tape = options.openTape(pcoName);
  }

  async identify(deadline: Deadline): Observation<'identify'> {
    const { connection, facts } = this.#newConnection();
    await this.#within(
      deadline,
      connection.dial(),
      'the identification string of the SSH server',
      connection,
    );
    connection.hangUp();
    await this.#within(deadline, connection.ended(), 'the end of the connection', connection);
    const { text, spans } = facts.since(0);
    const observation = readSshIdent(text);
    if (observation !== undefined) return { observation, spans };
    const { detail, outcome } = readSshLogin(text);
    throw new PcoError('The SSH server sent no identification string', {
      expected: 'a line like SSH-2.0-Cisco-1.25',
      got: detail ?? outcome,
      where: this.#where(),
      next: 'See at the console whether SSH is enabled: show ip ssh',
    });
  }

  /** Without regard to the deadline: a steered clock would run it out while this machine makes the key. */
  async makeKey({ name, bits, type = 'ssh-rsa' }: Contract['make-key']['args']): Observation<'make-key'> {
    const facts = new FactTape(this.#tape, 0, writeSshFact);
    const line = await this.#keys.make(name, type, bits);
    facts.write({ fact: 'user-key', name, type, bits, line });
    const { text, spans } = facts.since(0);
    const observation = readUserKey(text);
    if (observation === undefined) throw new Error('the key was made, but it was not written down');
    return { observation, spans };
  }

  async login(args: Contract['login']['args'], deadline: Deadline): Observation<'login'> {
    const { account } = this.#options;
    const publicKey = keyForLogin(this.#keys, args, this.#options.claimed?.publicKey);
    const { connection, facts, packets, number } = this.#newConnection(args.writeSize);
    const username = args.username ?? account.username;
    const password = args.password ?? account.password.reveal();
    const dialled = await this.#dial(connection, facts, deadline);
    const authenticated =
      dialled &&
      (await this.#within(
        deadline,
        connection.login({
          username,
          publicKey,
          tries: triesOf(args).map((each) => ({ password, ...each })),
          algorithms: args.algorithms,
          claimed: this.#options.claimed,
          groupExchange: args.groupExchange,
          ident: args.ident,
          guess: args.guess,
          channelFirst: args.channelFirst,
        }),
        'the end of the SSH login',
        connection,
      ));
    if (authenticated) {
      const secret = new Secret(account.password.name, password);
      this.#sessions.set(number, { number, connection, facts, packets, username, password: secret });
    } else {
      await this.#within(deadline, connection.ended(), 'the end of the connection', connection);
    }
    const { text, spans } = facts.since(0);
    return { observation: readSshLogin(text), spans };
  }

  async shell({ session: number, pty }: Contract['shell']['args'], deadline: Deadline): Observation<'shell'> {
    const session = this.#session(number);
    const { account } = this.#options;
    const engine = await this.#openShell(session, { pty }, deadline);
    const privileged = session.username === account.username && account.privilege === 15;
    const mode = privileged ? 'privileged-exec' : 'user-exec';
    return engine.enter({ mode }, deadline);
  }

  async execute(
    { session: number, ...args }: Contract['shell.execute']['args'],
    deadline: Deadline,
  ): Promise<Return<CliContract['execute']['observation']>> {
    return this.#engine(number).execute(args, deadline);
  }

  async keys(
    { session, keys }: Contract['shell.keys']['args'],
    deadline: Deadline,
  ): Observation<'shell.keys'> {
    const { echoes, spans } = await this.#engine(session).keys(keys, deadline);
    return { observation: { kind: 'ssh-keys', keys, echoes }, spans };
  }

  async exec(
    { session: number, command }: Contract['exec']['args'],
    deadline: Deadline,
  ): Observation<'exec'> {
    const session = this.#session(number);
    const { clock } = this.#options;
    const tape = this.#sessionTape(session);
    const before = session.facts.count;
    const spans: Span[] = [];
    const chunks: Buffer[] = [];
    tape.sending(Buffer.from(command, 'utf8'));
    const opening = session.connection.exec(command, (channel) => {
      const receive = (bytes: Buffer): void => {
        clock.activity();
        session.connection.guarded(() => spans.push(tape.received(bytes)));
        chunks.push(bytes);
      };
      channel.on('data', receive);
      channel.stderr.on('data', receive);
      channel.on('exit', (status: number | null) => {
        if (status === null) return;
        session.connection.guarded(() => session.facts.write({ fact: 'exit-status', status }));
      });
      return { closed: new Promise<void>((resolve) => channel.once('close', () => resolve())) };
    });
    const { closed } = await this.#channel(session, opening, `the command ${command}`, deadline);
    await this.#within(deadline, closed, `the end of ${command}`, session.connection);
    const { text, spans: factSpans } = session.facts.since(before);
    return {
      observation: readSshExec(Buffer.concat(chunks).toString('latin1'), text),
      spans: [...joinSpans(spans), ...factSpans],
    };
  }

  async linger({ phase, atMost }: Contract['linger']['args'], deadline: Deadline): Observation<'linger'> {
    const { account, claimed, clock } = this.#options;
    const { connection, facts } = this.#newConnection();
    facts.write({ fact: 'linger', phase });
    const begun = await timeNow(clock, deadline);
    const enough: Deadline = { ...deadline, at: Math.min(deadline.at, begun + atMost) };
    const silent = (): void => connection.guarded(() => facts.write({ fact: 'silent' }));
    const work = async (): Promise<void> => {
      if (!(await connection.dial())) return connection.ended();
      if (phase === 'connected' || phase === 'identified') {
        connection.sitThere(phase === 'connected' ? undefined : 'SSH-2.0-Silent');
        silent();
      } else {
        await connection.login({
          username: account.username,
          tries: phase === 'authenticating' ? [{ method: 'keyboard-interactive', password: '' }] : [],
          silentFrom: { phase, reached: silent },
          claimed,
        });
      }
      return connection.ended();
    };
    try {
      await clock.within(enough, work(), 'the server to end a silent connection');
    } catch (error) {
      if (!(error instanceof DeadlineExceeded)) throw error;
    }
    facts.write({ fact: 'waited', milliseconds: Math.round((await timeNow(clock, deadline)) - begun) });
    const { text, spans } = facts.since(0);
    connection.destroy();
    const { connection: ends, detail } = readSshLogin(text);
    const observation = ends === undefined ? undefined : readSshLinger(text);
    if (observation !== undefined) return { observation, spans };
    throw new PcoError('No connection to the SSH server came up', {
      got: detail ?? 'no answer to the connection request in time',
      where: this.#where(),
      next: 'See at the console whether SSH is enabled and a vty is free: show ip ssh, show users',
    });
  }

  async keyExchanges(
    { session: number, atLeast = 1 }: Contract['key-exchanges']['args'],
    deadline: Deadline,
  ): Observation<'key-exchanges'> {
    const { connection, facts } = this.#session(number);
    try {
      await this.#options.clock.within(
        deadline,
        connection.keyExchanges(atLeast),
        `key exchange ${String(atLeast)}`,
      );
    } catch (error) {
      if (!(error instanceof DeadlineExceeded)) throw error;
    }
    const { text, spans } = facts.since(0);
    return { observation: readSshKeyExchanges(text), spans };
  }

  async abandon(
    { session: number }: Contract['abandon']['args'],
    deadline: Deadline,
  ): Observation<'abandon'> {
    const session = this.#session(number);
    session.connection.abandon();
    return this.#end(session, deadline);
  }

  async request(
    { session: number, request }: Contract['request']['args'],
    deadline: Deadline,
  ): Observation<'request'> {
    const session = this.#session(number);
    const { connection, facts } = session;
    const { reach, names, clock } = this.#options;
    const tape = this.#sessionTape(session);
    const before = facts.count;
    const spans: Span[] = [];
    const chunks: Buffer[] = [];
    const work = makeRequest(request, {
      link: {
        send: (payload) => connection.send(payload),
        watch: (listener) => connection.watch(listener),
        ended: () => connection.ended(),
        guarded: (listener) => connection.guarded(listener),
        write: (fact) => facts.write(fact),
      },
      take: (bytes) => {
        clock.activity();
        spans.push(tape.received(bytes));
        chunks.push(Buffer.from(bytes));
      },
      atMost: async (milliseconds, waiting) => {
        try {
          await clock.within(clock.in(milliseconds), waiting, 'a prompt');
        } catch (error) {
          if (!(error instanceof DeadlineExceeded)) throw error;
        }
      },
      us: { address: names.client, bind: reach.localAddress ?? names.client },
      server: {
        host: reach.host,
        ...(reach.localAddress === undefined ? {} : { localAddress: reach.localAddress }),
      },
    });
    await this.#within(deadline, work, `the answer to the request (${request.kind})`, connection);
    const { text, spans: factSpans } = facts.since(before);
    const observation = readSshRequest(Buffer.concat(chunks).toString('latin1'), text);
    if (observation === undefined) throw new Error('the answer to a request was not written down');
    return { observation, spans: [...joinSpans(spans), ...factSpans] };
  }

  async raw(args: Contract['raw']['args']): Observation<'raw'> {
    const { reach, clock } = this.#options;
    const facts = new FactTape(this.#tape, ++this.#count, writeSshFact);
    await speakRaw(args, {
      reach,
      clock,
      endsOf: (port) => this.#endsOf(port),
      write: (fact) => facts.write(fact),
    });
    const { text, spans } = facts.since(0);
    const observation = readSshRaw(text);
    if (observation === undefined) throw new Error('the end of the connection was not written down');
    return { observation, spans };
  }

  async probeUdp(): Observation<'udp-probe'> {
    const facts = new FactTape(this.#tape, ++this.#count, writeSshFact);
    facts.write({ fact: 'udp', answer: await probeUdp(this.#options) });
    const { text, spans } = facts.since(0);
    const observation = readUdpProbe(text);
    if (observation === undefined) throw new Error('the answer to a datagram was not written down');
    return { observation, spans };
  }

  async logout({ session: number }: Contract['logout']['args'], deadline: Deadline): Observation<'logout'> {
    const session = this.#session(number);
    session.connection.hangUp();
    return this.#end(session, deadline);
  }

  async ended({ session: number }: Contract['ended']['args'], deadline: Deadline): Observation<'ended'> {
    return this.#end(this.#session(number), deadline);
  }

  packets({ session: number }: Contract['packets']['args']): Observation<'packets'> {
    const { packets, facts } = this.#session(number);
    packets.write();
    const { text, spans } = facts.since(0);
    return Promise.resolve({ observation: readSshPackets(text), spans });
  }

  ignore({ session, bytes }: Contract['ignore']['args']): Observation<'ignore'> {
    this.#session(session).connection.ignore(bytes);
    return this.packets({ session });
  }

  async damage({ session: number }: Contract['damage']['args'], deadline: Deadline): Observation<'damage'> {
    const session = this.#session(number);
    session.connection.damage();
    return this.#end(session, deadline);
  }

  async x11({ session: number }: Contract['x11']['args'], deadline: Deadline): Observation<'x11'> {
    const session = this.#session(number);
    const { facts } = session;
    const before = facts.count;
    try {
      await this.#openShell(session, { x11: true }, deadline);
      facts.write({ fact: 'x11-shell', opened: true });
    } catch (error) {
      if (!(error instanceof NotOpened)) throw error;
      facts.write({ fact: 'x11-shell', opened: false });
    }
    const { text, spans } = facts.since(before);
    const observation = readSshX11(text);
    if (observation === undefined) throw new Error('the shell behind X11 was not written down');
    return { observation, spans };
  }

  async close(): Promise<void> {
    for (const { engine } of this.#sessions.values()) await engine?.close();
    const open = [...this.#connections].filter(({ over }) => !over);
    const ends = open.map((connection) => connection.ended().catch(() => undefined));
    for (const connection of open) connection.hangUp();
    await Promise.all(ends);
    this.#sessions.clear();
  }

  async #end(session: Session, deadline: Deadline): Promise<Return<Contract['ended']['observation']>> {
    const { connection, facts } = session;
    const ended = connection.ended();
    // The session goes on after a deadline: waiting for its end does not end it.
    await this.#awaited(deadline, ended, `the end of SSH session ${String(session.number)}`);
    const { text, spans } = facts.since(0);
    const observation = readSshEnd(text);
    if (observation === undefined)
      throw new Error('the connection is over, but its end was not written down');
    return { observation, spans };
  }

  #newConnection(writeSize?: number): Pick<Session, 'connection' | 'facts' | 'packets' | 'number'> {
    const number = ++this.#count;
    const facts = new FactTape(this.#tape, number, writeSshFact);
    const packets = new PacketLog(facts);
    const { reach, watch, clock } = this.#options;
    const connection = new SshConnection({
      reach,
      facts,
      endsOf: (port) => this.#endsOf(port),
      watch,
      writeSize,
      onPacket: (packet) => packets.add(packet),
      activity: () => clock.activity(),
    });
    this.#connections.add(connection);
    return { connection, facts, packets, number };
  }

  #endsOf(port: number): { client: Endpoint; server: Endpoint } {
    const { names } = this.#options;
    return { client: { address: names.client, port }, server: names.server };
  }

  /** A host that does not answer at all is unreachable; one that accepts and then says nothing is a PcoError. */
  async #dial(connection: SshConnection, facts: FactTape, deadline: Deadline): Promise<boolean> {
    const dialling = connection.dial();
    try {
      return await this.#options.clock.within(
        deadline,
        dialling,
        'the identification string of the SSH server',
      );
    } catch (error) {
      const answered = facts.count > 0;
      connection.destroy();
      if (!(error instanceof DeadlineExceeded) || answered) throw this.#explained(error);
      return await dialling;
    }
  }

  async #openShell(
    session: Session,
    how: { readonly pty?: PtySize | false | undefined; readonly x11?: boolean },
    deadline: Deadline,
  ): Promise<CliEngine> {
    if (session.engine !== undefined) {
      throw new PcoError(`SSH session ${String(session.number)} has a shell already`, {
        where: this.#where(),
      });
    }
    const { clock, enableSecret } = this.#options;
    const opening = session.connection.shell(
      (channel) => channelStream(channel, () => clock.activity()),
      how,
    );
    const stream = await this.#channel(session, opening, 'a shell', deadline);
    session.engine = new CliEngine({
      stream,
      tape: this.#sessionTape(session),
      clock,
      credentials: { username: session.username, password: session.password, enableSecret },
    });
    return session.engine;
  }

  async #channel<T>(session: Session, opening: Promise<T>, what: string, deadline: Deadline): Promise<T> {
    const opened = opening.catch((error: unknown) => {
      throw new NotOpened(`The SSH server did not open ${what}`, {
        got: error instanceof Error ? error.message : String(error),
        where: this.#where(),
      });
    });
    return this.#within(deadline, opened, `the opening of ${what}`, session.connection);
  }

  /** Gives the connection up with the deadline. */
  async #within<T>(
    deadline: Deadline,
    work: Promise<T>,
    awaited: string,
    connection: SshConnection,
  ): Promise<T> {
    try {
      return await this.#awaited(deadline, work, awaited);
    } catch (error) {
      connection.destroy();
      throw error;
    }
  }

  async #awaited<T>(deadline: Deadline, work: Promise<T>, awaited: string): Promise<T> {
    try {
      return await this.#options.clock.within(deadline, work, awaited);
    } catch (error) {
      throw this.#explained(error);
    }
  }

  #explained(error: unknown): unknown {
    return explained(error, this.#where());
  }

  #session(number: number): Session {
    const session = this.#sessions.get(number);
    if (session !== undefined) return session;
    throw new PcoError(`There is no SSH session ${String(number)}`, {
      expected: 'the session number of a login that succeeded',
      where: this.#where(),
    });
  }

  #engine(number: number): CliEngine {
    const { engine } = this.#session(number);
    if (engine !== undefined) return engine;
    throw new PcoError(`SSH session ${String(number)} has no shell`, {
      expected: 'a call of shell before it',
      where: this.#where(),
    });
  }

  #sessionTape(session: Session): Tape {
    session.tape ??= this.#options.openTape(`${pcoName}/${String(session.number)}`);
    return session.tape;
  }

  #where(): string {
    const { host, port } = this.#options.reach;
    return `${pcoName} at ${host}:${String(port)}`;
  }
}

function triesOf({ tries, methods = ['keyboard-interactive', 'password'] }: SshLoginArgs): readonly SshTry[] {
  return tries ?? methods.map((method) => ({ method }));
}
