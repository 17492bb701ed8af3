import type { Account } from '../../bench/bench.ts';
import { type Clock, type Deadline, DeadlineExceeded } from '../../bench/clock.ts';
import type { Endpoint } from '../../bench/endpoint.ts';
import { PcoError } from '../../bench/errors.ts';
import type { Pco, Return } from '../../bench/pco.ts';
import { Secret } from '../../bench/secret.ts';
import type { OpenTape, Tape } from '../../bench/tape.ts';
import type { TelnetClientContract } from '../../bench/telnet-client.ts';
import {
  readTelnetEnd,
  readTelnetLogin,
  type TelnetFact,
  writeTelnetFact,
} from '../../bench/telnet-reading.ts';
import type { ByteStream } from '../ios/byte-stream.ts';
import { CliEngine } from '../ios/engine.ts';
import { FactLines } from '../ssh/fact-tape.ts';
import type { WatchConnection } from '../ssh/packet-capture.ts';
import { logIn } from './login-dialog.ts';
import { TelnetConnection } from './telnet-connection.ts';

export interface TelnetClientOptions {
  readonly reach: { readonly host: string; readonly port: number };
  /** As the DUT knows them: our address, and its Telnet server. */
  readonly names: { readonly client: string; readonly server: Endpoint };
  /** Asked of each connection whether its payload is to be shown. */
  readonly watch?: WatchConnection;
  readonly account: Account;
  readonly enableSecret: Secret;
  readonly openTape: OpenTape;
  readonly clock: Clock;
}

type Contract = TelnetClientContract;
type Observation<Op extends keyof Contract> = Promise<Return<Contract[Op]['observation']>>;
type Args<Op extends keyof Contract> = Contract[Op]['args'];

interface Session {
  readonly number: number;
  readonly connection: TelnetConnection;
  readonly facts: FactLines<TelnetFact>;
  readonly username: string;
  readonly password: Secret;
  /** What the login has read of the command line already. */
  readonly beginning: Buffer;
  engine?: CliEngine;
}

const pcoName = 'telnet-client';

/**
 * The bench's Telnet client. Its tape `telnet-client` holds what was seen, one line of JSON a fact
 * (bench/telnet-reading.ts); what a session's command line prints is on a tape of its own, `telnet-client/1`.
 */
export function openTelnetClient(options: TelnetClientOptions): Pco<Contract> {
  const client = new TelnetClientDriver(options);
  const operations: {
    readonly [Op in keyof Contract]: (args: Args<Op>, deadline: Deadline) => Observation<Op>;
  } = {
    login: (args, deadline) => client.login(args, deadline),
    shell: (args, deadline) => client.shell(args, deadline),
    'shell.execute': ({ session, ...args }, deadline) => client.engineOf(session).execute(args, deadline),
    logout: (args, deadline) => client.end(args, (connection) => connection.hangUp(), deadline),
    abandon: (args, deadline) => client.end(args, (connection) => connection.abandon(), deadline),
    ended: (args, deadline) => client.end(args, () => undefined, deadline),
  };
  return {
    name: pcoName,
    role: 'telnet-client',
    call: (op, args, deadline) => operations[op](args, deadline),
    close: () => client.close(),
  };
}

class TelnetClientDriver {
  readonly #options: TelnetClientOptions;
  readonly #tape: Tape;
  readonly #sessions = new Map<number, Session>();
  readonly #connections = new Set<TelnetConnection>();
  #count = 0;

  constructor(options: TelnetClientOptions) {
    this.#options = options;
    this.#tape = options.openTape(pcoName);
  }

  async login(args: Args<'login'>, deadline: Deadline): Observation<'login'> {
    const { account, clock } = this.#options;
    const username = args.username ?? account.username;
    const password = args.password ?? account.password.reveal();
    const number = ++this.#count;
    const facts = new FactLines<TelnetFact>(this.#tape, (fact) => writeTelnetFact(number, fact));
    const connection = this.#connection(facts);
    try {
      if (await clock.within(deadline, connection.dial(), 'the TCP connection to the Telnet server')) {
        const wire = {
          clock,
          write: (keys: Uint8Array) => connection.write(keys),
          onText: (listener: (bytes: Buffer) => void) => connection.onText(listener),
          ended: connection.ended(),
        };
        const tell = (fact: TelnetFact): void => facts.write(fact);
        const beginning = await logIn(wire, { username, password }, tell, deadline);
        if (beginning !== undefined) {
          const secret = new Secret(account.password.name, password);
          this.#sessions.set(number, { number, connection, facts, username, password: secret, beginning });
        }
      }
    } catch (error) {
      connection.abandon();
      throw this.#explained(error);
    }
    const { text, spans } = facts.since(0);
    return { observation: readTelnetLogin(text), spans };
  }

  shell({ session: number }: Args<'shell'>, deadline: Deadline): Observation<'shell'> {
    const session = this.#session(number);
    if (session.engine !== undefined) {
      throw new PcoError(`Telnet session ${String(number)} has a shell already`, { where: this.#where() });
    }
    const { account, clock, enableSecret, openTape } = this.#options;
    session.engine = new CliEngine({
      stream: streamOf(session),
      tape: openTape(`${pcoName}/${String(number)}`),
      clock,
      credentials: { username: session.username, password: session.password, enableSecret },
    });
    const privileged = session.username === account.username && account.privilege === 15;
    return session.engine.enter({ mode: privileged ? 'privileged-exec' : 'user-exec' }, deadline);
  }

  engineOf(number: number): CliEngine {
    const { engine } = this.#session(number);
    if (engine !== undefined) return engine;
    throw new PcoError(`Telnet session ${String(number)} has no shell`, {
      expected: 'a call of shell before shell.execute',
      where: this.#where(),
    });
  }

  /** Does something about a session, and waits for its end. */
  async end(
    { session: number }: Args<'ended'>,
    act: (connection: TelnetConnection) => void,
    deadline: Deadline,
  ): Observation<'ended'> {
    const { connection, facts } = this.#session(number);
    act(connection);
    try {
      const what = `the end of Telnet session ${String(number)}`;
      await this.#options.clock.within(deadline, connection.ended(), what);
    } catch (error) {
      throw this.#explained(error);
    }
    const { text, spans } = facts.since(0);
    const observation = readTelnetEnd(text);
    if (observation === undefined)
      throw new Error('the connection is over, but its end was not written down');
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

  #connection(facts: FactLines<TelnetFact>): TelnetConnection {
    const { reach, names, watch, clock } = this.#options;
    const connection = new TelnetConnection({
      reach,
      facts,
      endsOf: (port) => ({ client: { address: names.client, port }, server: names.server }),
      watch,
      activity: () => clock.activity(),
    });
    this.#connections.add(connection);
    return connection;
  }

  #session(number: number): Session {
    const session = this.#sessions.get(number);
    if (session !== undefined) return session;
    throw new PcoError(`There is no Telnet session ${String(number)}`, {
      expected: 'the session number of a login that succeeded',
      where: this.#where(),
    });
  }

  #explained(error: unknown): unknown {
    if (!(error instanceof DeadlineExceeded)) return error;
    return new PcoError(error.message, {
      got: 'nothing in time',
      where: this.#where(),
      next: 'See at the console whether a line takes Telnet: show running-config | section line vty',
    });
  }

  #where(): string {
    const { host, port } = this.#options.reach;
    return `${pcoName} at ${host}:${String(port)}`;
  }
}

/** The connection of a session as a wire to its command line, from the prompt on that the login ended at. */
function streamOf({ connection, beginning }: Session): ByteStream {
  const prompt = beginning.subarray(beginning.lastIndexOf(0x0a) + 1);
  return {
    write: (bytes) => connection.write(bytes),
    onData: (listener) => {
      connection.onText(listener);
      listener(prompt);
    },
    onClose: (listener) => {
      void connection.ended().then(
        () => listener('the Telnet session was closed'),
        () => listener('the Telnet session failed'),
      );
    },
    close: () => {
      connection.hangUp();
      return Promise.resolve();
    },
  };
}
