import { randomBytes } from 'node:crypto';
import type { Clock, Deadline } from '../../bench/clock.ts';
import type { Pco, Return } from '../../bench/pco.ts';
import {
  isRadiusReached,
  type RadiusFact,
  readRadiusRequests,
  writeRadiusFact,
} from '../../bench/radius-reading.ts';
import {
  type RadiusDoor,
  radiusDoors,
  type RadiusServerArgs,
  type RadiusServerContract,
} from '../../bench/radius-server.ts';
import type { OpenTape } from '../../bench/tape.ts';
import type { Datagram, UdpSocket } from '../snmp/udp-socket.ts';
import { Accounts } from './accounts.ts';
import { mustHaveItsTurns } from './conversation.ts';
import { FactLog } from './fact-log.ts';
import { RadiusLogins } from './radius-logins.ts';
import { accountingAnswer, answerBytes, type RadiusAnswer } from './radius-answers.ts';
import { type RadiusArrived, readArrival } from './radius-requests.ts';

/** The two ports of a door. */
export interface RadiusPorts {
  readonly authentication: UdpSocket;
  readonly accounting: UdpSocket;
}

export interface RadiusServerOptions {
  /** Bound ports, by the port of authentication that the DUT types. */
  readonly doors: { readonly [Door in RadiusDoor]: RadiusPorts };
  /** The address by which the DUT knows the host that sent from this real one. */
  readonly nameOf: (real: string) => string;
  readonly openTape: OpenTape;
  readonly clock: Clock;
}

type Contract = RadiusServerContract;
type Operations = {
  readonly [Op in keyof Contract]: (
    args: Contract[Op]['args'],
    deadline: Deadline,
  ) => Promise<Return<Contract[Op]['observation']>>;
};

const pcoName = 'radius-server';

/** The PCO `radius-server`. */
export function openRadiusServer(options: RadiusServerOptions): Pco<Contract> {
  const server = new RadiusServer(options);
  const operations: Operations = {
    listen: (args) => server.listen(args),
    mark: () => server.log.mark(),
    requests: ({ since, until }, deadline) =>
      server.log.since(
        since,
        readRadiusRequests,
        until && { isSo: (seen) => isRadiusReached(seen, until), awaited: 'a RADIUS request' },
        deadline,
      ),
    stored: ({ door = 1812, username, among }) => Promise.resolve(server.stored(door, username, among)),
    close: ({ door }) => server.stop(door),
  };
  return {
    name: pcoName,
    role: pcoName,
    call: (op, args, deadline) => operations[op](args, deadline),
    close: () => server.close(),
  };
}

/** A door as it serves. */
interface Serving {
  readonly args: RadiusServerArgs;
  readonly accounts: Accounts;
  readonly logins: RadiusLogins;
  /** By client, port, identifier and authenticator: a packet that comes again gets the answer that it got (RFC 5080, section 2.2.2). */
  readonly answered: Map<string, Promise<Buffer | undefined>>;
}

class RadiusServer {
  readonly log: FactLog<RadiusFact>;
  readonly #options: RadiusServerOptions;
  readonly #serving = new Map<RadiusDoor, Serving>();
  /** Aborts what waits on the clock. */
  readonly #over = new AbortController();
  #count = 0;

  constructor(options: RadiusServerOptions) {
    this.#options = options;
    const { openTape, clock } = options;
    const sockets = this.#sockets();
    this.log = new FactLog({
      ...{ pco: pcoName, openTape, clock, lineOf: writeRadiusFact },
      dropped: () => sockets.reduce((sum, { socket }) => sum + socket.lost, 0),
    });
    for (const { socket, door, port } of sockets) {
      socket.listen((datagram) => this.#receive(datagram, socket, door, port));
    }
  }

  async listen(args: RadiusServerArgs): Promise<Return<Contract['listen']['observation']>> {
    mustHaveItsTurns(args.accounts);
    const accounts = new Accounts(args.accounts);
    const logins = new RadiusLogins(args.secret, accounts, () => randomBytes(8));
    const mark = await this.log.mark();
    this.#serving.set(args.door ?? 1812, { args, accounts, logins, answered: new Map() });
    return mark;
  }

  stored(
    door: RadiusDoor,
    username: string,
    among: readonly string[],
  ): Return<Contract['stored']['observation']> {
    const accounts = this.#serving.get(door)?.accounts ?? new Accounts();
    return this.log.stored(accounts.stored(username, among));
  }

  async stop(door: RadiusDoor | undefined): Promise<Return<Contract['close']['observation']>> {
    const mark = await this.log.mark();
    for (const each of door === undefined ? radiusDoors : [door]) this.#serving.delete(each);
    return mark;
  }

  async close(): Promise<void> {
    this.#over.abort();
    await Promise.all(this.#sockets().map(({ socket }) => socket.close()));
  }

  #sockets(): { readonly socket: UdpSocket; readonly door: RadiusDoor; readonly port: number }[] {
    return radiusDoors.flatMap((door) => {
      const { authentication, accounting } = this.#options.doors[door];
      return [
        { socket: authentication, door, port: door },
        { socket: accounting, door, port: door + 1 },
      ];
    });
  }

  #receive({ bytes, from }: Datagram, socket: UdpSocket, door: RadiusDoor, port: number): void {
    const { clock, nameOf } = this.#options;
    clock.activity();
    const serving = this.#serving.get(door);
    const client = { address: nameOf(from.address), port: from.port };
    const arrived = readArrival({ bytes, at: clock.now(), door, port, client }, serving?.args.secret);
    const { packet, told } = arrived;
    const number = ++this.#count;
    if (packet === undefined || serving === undefined) {
      this.log.write({ fact: 'request', number, request: told });
      return;
    }
    const key = `${from.address} ${from.port} ${port} ${bytes.subarray(0, 20).toString('hex')}`;
    const before = serving.answered.get(key);
    if (before !== undefined) {
      this.log.write({ fact: 'request', number, request: { ...told, repeated: true } });
      void before.then((again) => again && socket.send(again, from));
      return;
    }
    const sent = this.#answer(number, arrived, serving, port - door);
    serving.answered.set(key, sent);
    void sent.then((reply) => reply && socket.send(reply, from));
  }

  /** Judges a request, writes both down, and gives what is sent. */
  async #answer(
    number: number,
    { told, packet }: RadiusArrived,
    { args, logins }: Serving,
    part: number,
  ): Promise<Buffer | undefined> {
    const request = { ...told, repeated: false };
    let answer: RadiusAnswer | undefined;
    if (
      packet !== undefined &&
      told.kind === 'access' &&
      part === 0 &&
      told.messageAuthenticator !== 'wrong'
    ) {
      const judged = logins.judge(packet);
      answer = judged.answer;
      const { password } = judged;
      this.log.write({ fact: 'request', number, request: { ...request, ...(password && { password }) } });
    } else {
      const taken = told.kind === 'accounting' && part === 1 && told.authenticator === 'right';
      if (taken) answer = accountingAnswer;
      this.log.write({ fact: 'request', number, request });
    }
    if (answer === undefined || packet === undefined) return undefined;
    if (args.delay !== undefined && !(await this.#delayed(args.delay))) return undefined;
    const { misbehaves } = args;
    const fault =
      misbehaves !== undefined && (misbehaves.kind ?? told.kind) === told.kind ? misbehaves.how : undefined;
    this.#options.clock.activity();
    this.log.write(
      fault === undefined
        ? { fact: 'reply', number, reply: answer.said }
        : { fact: 'misbehaved', number, how: fault },
    );
    return answerBytes(answer, packet, args, fault);
  }

  async #delayed(seconds: number): Promise<boolean> {
    try {
      await this.#options.clock.wait(seconds * 1000, this.#over.signal);
      return !this.#over.signal.aborted;
    } catch {
      return false;
    }
  }
}
