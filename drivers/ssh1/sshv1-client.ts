import type { Account } from '../../bench/bench.ts';
import { type Clock, type Deadline, DeadlineExceeded } from '../../bench/clock.ts';
import type { CliContract } from '../../bench/console.ts';
import type { Endpoint } from '../../bench/endpoint.ts';
import { PcoError } from '../../bench/errors.ts';
import type { Pco, Return } from '../../bench/pco.ts';
import { Secret } from '../../bench/secret.ts';
import type { Sshv1ClientContract } from '../../bench/sshv1-client.ts';
import {
  readSshv1End,
  readSshv1Ident,
  readSshv1Linger,
  readSshv1Login,
  readSshv1Request,
  type Sshv1Fact,
  writeSshv1Fact,
} from '../../bench/sshv1-reading.ts';
import type { OpenTape, Tape } from '../../bench/tape.ts';
import { CliEngine } from '../ios/engine.ts';
import { explained } from '../ssh/deadline-words.ts';
import { timeNow } from '../ssh/time-now.ts';
import { FactTape } from '../ssh/fact-tape.ts';
import type { WatchConnection } from '../ssh/packet-capture.ts';
import { Ssh1Connection } from './connection.ts';

export interface Sshv1ClientOptions {
  readonly reach: { readonly host: string; readonly port: number };
  /** As the DUT knows them: our address, and its SSH server. */
  readonly names: { readonly client: string; readonly server: Endpoint };
  /** Asked of each connection whether its payload is to be shown. */
  readonly watch?: WatchConnection;
  readonly account: Account;
  readonly enableSecret: Secret;
  readonly openTape: OpenTape;
  readonly clock: Clock;
}

type Contract = Sshv1ClientContract;
type Observation<Op extends keyof Contract> = Promise<Return<Contract[Op]['observation']>>;
type Operations = {
  readonly [Op in keyof Contract]: (args: Contract[Op]['args'], deadline: Deadline) => Observation<Op>;
};

interface Opened {
  readonly number: number;
  readonly connection: Ssh1Connection;
  readonly facts: FactTape<Sshv1Fact>;
}

interface Session extends Opened {
  readonly username: string;
  readonly password: Secret;
  engine?: CliEngine;
}

const pcoName = 'sshv1-client';

/**
 * The bench's client of SSH version 1. Its tape `sshv1-client` holds what was seen, one line of JSON a fact
 * (bench/sshv1-reading.ts); what a session prints is on a tape of its own, `sshv1-client/1` for session 1.
 */
export function openSshv1Client(options: Sshv1ClientOptions): Pco<Contract> {
  const client = new Sshv1ClientDriver(options);
  const operations: Operations = {
    identify: (args, deadline) => client.identify(args, deadline),
    login: (args, deadline) => client.login(args, deadline),
    shell: (args, deadline) => client.shell(args, deadline),
    'shell.execute': (args, deadline) => client.execute(args, deadline),
    request: (args, deadline) => client.request(args, deadline),
    linger: (args, deadline) => client.linger(args, deadline),
    logout: (args, deadline) => client.logout(args, deadline),
    ended: (args, deadline) => client.ended(args, deadline),
  };
  return {
    name: pcoName,
    role: 'sshv1-client',
    call: (op, args, deadline) => operations[op](args, deadline),
    close: () => client.close(),
  };
}

class Sshv1ClientDriver {
  readonly #options: Sshv1ClientOptions;
  readonly #tape: Tape;
  readonly #sessions = new Map<number, Session>();
  readonly #connections = new Set<Ssh1Connection>();
  #count = 0;

  constructor(options: Sshv1ClientOptions) {
    this.#options = options;
    this.#tape = options.openTape(pcoName);
  }

  async identify({ ident }: Contract['identify']['args'], deadline: Deadline): Observation<'identify'> {
    const opened = this.#open();
    const { connection, facts } = opened;
    if (await this.#dial(opened, deadline)) {
      await this.#within(
        deadline,
        connection.announce(ident),
        'the answer to the identification string',
        connection,
      );
      connection.hangUp();
    }
    await this.#within(deadline, connection.ended(), 'the end of the connection', connection);
    const { text, spans } = facts.since(0);
    return { observation: readSshv1Ident(text), spans };
  }

  async login(args: Contract['login']['args'], deadline: Deadline): Observation<'login'> {
    const { account } = this.#options;
    const opened = this.#open();
    const { connection, facts } = opened;
    const username = args.username ?? account.username;
    const password = args.password ?? account.password.reveal();
    const { cipher = '3des', methods = ['password'] } = args;
    const login = async (): Promise<boolean> => {
      const keys = await connection.announce();
      if (keys === undefined || !(await connection.exchangeKeys(keys, cipher))) return false;
      return connection.authenticate({ username, password, methods });
    };
    const dialled = await this.#dial(opened, deadline);
    const authenticated =
      dialled && (await this.#within(deadline, login(), 'the end of the SSH login', connection));
    if (authenticated) {
      const secret = new Secret(account.password.name, password);
      this.#sessions.set(opened.number, { ...opened, username, password: secret });
    } else {
      await this.#within(deadline, connection.ended(), 'the end of the connection', connection);
    }
    const { text, spans } = facts.since(0);
    return { observation: readSshv1Login(text), spans };
  }

  async shell({ session: number }: Contract['shell']['args'], deadline: Deadline): Observation<'shell'> {
    const session = this.#session(number);
    if (session.engine !== undefined) {
      throw new PcoError(`SSH session ${String(number)} has a shell already`, { where: this.#where() });
    }
    const { account, clock, enableSecret, openTape } = this.#options;
    const stream = await this.#within(
      deadline,
      session.connection.shell(),
      'the opening of a shell',
      session.connection,
    );
    if (stream === undefined) {
      throw new PcoError('The SSH server did not open a shell', {
        expected: 'SSH_SMSG_SUCCESS to the request for a terminal',
        got: session.connection.over ? 'the end of the connection' : 'SSH_SMSG_FAILURE',
        where: this.#where(),
      });
    }
    session.engine = new CliEngine({
      stream,
      tape: openTape(`${pcoName}/${String(number)}`),
      clock,
      credentials: { username: session.username, password: session.password, enableSecret },
    });
    const privileged = session.username === account.username && account.privilege === 15;
    return session.engine.enter({ mode: privileged ? 'privileged-exec' : 'user-exec' }, deadline);
  }

  async execute(
    { session: number, ...args }: Contract['shell.execute']['args'],
    deadline: Deadline,
  ): Promise<Return<CliContract['execute']['observation']>> {
    const { engine } = this.#session(number);
    if (engine === undefined) {
      throw new PcoError(`SSH session ${String(number)} has no shell`, {
        expected: 'a call of shell before shell.execute',
        where: this.#where(),
      });
    }
    return engine.execute(args, deadline);
  }

  async request(
    { session: number, request }: Contract['request']['args'],
    deadline: Deadline,
  ): Observation<'request'> {
    const { connection, facts } = this.#session(number);
    const before = facts.count;
    await this.#within(
      deadline,
      connection.request(request),
      `the answer to a request for ${request.kind}`,
      connection,
    );
    if (readSshv1Request(facts.since(before).text) === undefined) {
      await this.#within(deadline, connection.ended(), 'the end of the connection', connection);
    }
    const { text, spans } = facts.since(before);
    const observation = readSshv1Request(text);
    if (observation === undefined)
      throw new Error('a request was answered, but its answer was not written down');
    return { observation, spans };
  }

  async linger({ phase, atMost }: Contract['linger']['args'], deadline: Deadline): Observation<'linger'> {
    const opened = this.#open();
    const { connection, facts } = opened;
    const { clock } = this.#options;
    const begun = await timeNow(clock, deadline);
    if (await this.#dial(opened, deadline)) {
      const speak = async (): Promise<void> => {
        if (phase === 'connected') return;
        const keys = await connection.announce();
        if (phase === 'identified' || keys === undefined) return;
        if (!(await connection.exchangeKeys(keys, '3des')) || phase === 'keys-exchanged') return;
        await connection.name(this.#options.account.username);
      };
      await this.#within(deadline, speak(), `the phase ${phase}`, connection);
      connection.fallSilent(phase);
      const enough: Deadline = { ...deadline, at: Math.min(deadline.at, begun + atMost) };
      try {
        await clock.within(enough, connection.ended(), 'the server to end a silent connection');
      } catch (error) {
        if (!(error instanceof DeadlineExceeded)) throw error;
      }
    }
    facts.write({ fact: 'waited', milliseconds: Math.round((await timeNow(clock, deadline)) - begun) });
    const { text, spans } = facts.since(0);
    connection.destroy();
    const observation = readSshv1Linger(text);
    if (observation !== undefined) return { observation, spans };
    const { outcome, detail } = readSshv1Login(text);
    throw new PcoError('There is no connection to fall silent on', {
      expected: `a connection that comes to the phase ${phase}`,
      got: detail ?? outcome,
      where: this.#where(),
    });
  }

  async logout({ session: number }: Contract['logout']['args'], deadline: Deadline): Observation<'logout'> {
    const session = this.#session(number);
    session.connection.hangUp();
    return this.#end(session, deadline);
  }

  async ended({ session: number }: Contract['ended']['args'], deadline: Deadline): Observation<'ended'> {
    return this.#end(this.#session(number), deadline);
  }

  async close(): Promise<void> {
    for (const { engine } of this.#sessions.values()) await engine?.close();
    const open = [...this.#connections].filter(({ over }) => !over);
    const ends = open.map((connection) => connection.ended().catch(() => undefined));
    for (const connection of open) connection.hangUp();
    await Promise.all(ends);
    this.#sessions.clear();
  }

  async #end({ connection, facts, number }: Session, deadline: Deadline): Observation<'ended'> {
    // The session goes on after a deadline: waiting for its end does not end it.
    await this.#awaited(deadline, connection.ended(), `the end of SSH session ${String(number)}`);
    const { text, spans } = facts.since(0);
    const observation = readSshv1End(text);
    if (observation === undefined)
      throw new Error('the connection is over, but its end was not written down');
    return { observation, spans };
  }

  #open(): Opened {
    const number = ++this.#count;
    const facts = new FactTape(this.#tape, number, writeSshv1Fact);
    const { reach, names, watch, clock } = this.#options;
    const connection = new Ssh1Connection({
      reach,
      facts,
      endsOf: (port) => ({ client: { address: names.client, port }, server: names.server }),
      watch,
      activity: () => clock.activity(),
    });
    this.#connections.add(connection);
    return { number, connection, facts };
  }

  /** A host that does not answer at all is unreachable; one that accepts and then says nothing is a PcoError. */
  async #dial({ connection, facts }: Opened, deadline: Deadline): Promise<boolean> {
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
      if (!(error instanceof DeadlineExceeded) || answered) throw explained(error, this.#where());
      return await dialling;
    }
  }

  /** Gives the connection up with the deadline. */
  async #within<T>(
    deadline: Deadline,
    work: Promise<T>,
    awaited: string,
    connection: Ssh1Connection,
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
      throw explained(error, this.#where());
    }
  }

  #session(number: number): Session {
    const session = this.#sessions.get(number);
    if (session !== undefined) return session;
    throw new PcoError(`There is no SSH session ${String(number)}`, {
      expected: 'the session number of a login that succeeded',
      where: this.#where(),
    });
  }

  #where(): string {
    const { host, port } = this.#options.reach;
    return `${pcoName} at ${host}:${String(port)}`;
  }
}
