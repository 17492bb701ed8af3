import { type Clock, type Deadline, DeadlineExceeded } from '../../bench/clock.ts';
import type { Endpoint } from '../../bench/endpoint.ts';
import { PcoError } from '../../bench/errors.ts';
import type { Return } from '../../bench/pco.ts';
import { walkMessage } from '../../bench/snmp/message.ts';
import type { OpenTape, Tape } from '../../bench/tape.ts';
import type { Trap, TrapListenerContract } from '../../bench/trap-listener.ts';
import { type DatagramFact, readDatagram, readSnmpGet, readTraps } from '../../bench/trap-reading.ts';
import { getOnce } from './get-request.ts';
import { NetSnmpReceiver } from './net-snmp-receiver.ts';
import type { SnmpUser } from './snmp-user.ts';
import { TrapLog } from './trap-log.ts';
import type { Datagram, UdpSocket } from './udp-socket.ts';

export interface TrapListenerOptions {
  readonly openTape: OpenTape;
  readonly clock: Clock;
  /** The address by which the DUT knows the host that sent from this real one. */
  readonly nameOf: (real: string) => string;
  /** Where the DUT's agent is reached. */
  readonly agent: { readonly host: string; readonly port: number };
  /** Communities of versions 1 and 2c that are let in; all where it is absent. They stand on the tape in clear. */
  readonly communities?: readonly string[];
  /** Users of version 3 that are let in. */
  readonly users?: readonly SnmpUser[];
}

type Contract = TrapListenerContract;

const pcoName = 'trap-listener';
/** A datagram of more octets is kept by its beginning: IOS sends at most 8192 (`snmp-server packetsize`), and by default 1500. */
const longestKept = 8_192;
const keptOfLonger = 512;

/** The operations of the PCO `trap-listener` on a bound socket. */
export class TrapListener {
  readonly #socket: UdpSocket;
  readonly #host: string;
  readonly #options: TrapListenerOptions;
  readonly #tape: Tape;
  readonly #log: TrapLog;
  readonly #receiver: NetSnmpReceiver;
  #lostBySocket = 0;

  constructor(socket: UdpSocket, host: string, options: TrapListenerOptions) {
    this.#socket = socket;
    this.#host = host;
    this.#options = options;
    this.#tape = options.openTape(pcoName);
    this.#log = new TrapLog(this.#tape);
    const { communities, users = [] } = options;
    this.#receiver = new NetSnmpReceiver({
      ...(communities === undefined ? {} : { communities }),
      users,
      reply: (bytes, to) => this.#reply(bytes, to),
    });
    const now = { bench: options.clock.now(), real: performance.now() };
    socket.listen((datagram) => {
      // What waited since before there was a clock came that much earlier.
      const at = datagram.at < now.real ? now.bench - (now.real - datagram.at) : options.clock.now();
      this.#receive(datagram, at);
    });
  }

  async mark(): Promise<Return<Contract['mark']['observation']>> {
    await this.#socket.drained();
    this.#settle();
    return { observation: { kind: 'mark', position: this.#log.position }, spans: [] };
  }

  async traps(
    { since, until }: Contract['traps']['args'],
    deadline: Deadline,
  ): Promise<Return<Contract['traps']['observation']>> {
    if (until !== undefined) await this.#until(since, until, deadline);
    await this.#socket.drained();
    const fault = this.#socket.fault;
    if (fault !== undefined) {
      throw new PcoError('The trap listener can no longer receive', { got: fault, where: this.#where() });
    }
    this.#settle();
    const { text, span } = this.#log.since(since);
    return { observation: readTraps(text), spans: [span] };
  }

  async get(
    args: Contract['snmp-get']['args'],
    deadline: Deadline,
  ): Promise<Return<Contract['snmp-get']['observation']>> {
    const { agent, clock } = this.#options;
    const fact = await getOnce(
      { ...args, agent, from: this.#host, sending: (bytes) => this.#tape.sending(bytes), clock },
      deadline,
    );
    const { text, span } = this.#log.note(fact);
    const observation = readSnmpGet(text);
    if (observation === undefined) throw new Error('an answer was written down that cannot be read again');
    return { observation, spans: [span] };
  }

  close(): Promise<void> {
    this.#settle();
    return this.#socket.close();
  }

  #settle(): void {
    const { lost } = this.#socket;
    if (lost > this.#lostBySocket) this.#log.lose(lost - this.#lostBySocket);
    this.#lostBySocket = Math.max(lost, this.#lostBySocket);
    this.#log.settle();
  }

  /** Resolves when enough has come, and at the deadline. */
  async #until(
    since: number,
    until: NonNullable<Contract['traps']['args']['until']>,
    deadline: Deadline,
  ): Promise<void> {
    let left = until.count - this.#log.trapsSince(since).filter((trap) => isAwaited(trap, until)).length;
    if (left <= 0) return;
    const enough = Promise.withResolvers<undefined>();
    const stop = this.#log.watch((trap) => {
      if (isAwaited(trap, until)) left -= 1;
      if (left === 0) enough.resolve(undefined);
    });
    try {
      const what =
        until.count === 1 ? `a trap ${until.notification}` : `${until.count} traps ${until.notification}`;
      await this.#options.clock.within(deadline, enough.promise, what);
    } catch (error) {
      if (!(error instanceof DeadlineExceeded)) throw error;
    } finally {
      stop();
    }
  }

  #receive({ bytes, from }: Datagram, at: number): void {
    this.#options.clock.activity();
    const sender = { address: this.#options.nameOf(from.address), port: from.port };
    if (bytes.length > longestKept) {
      this.#keepBeginning(bytes, { at, sender });
      return;
    }
    const sealed = walkMessage(bytes);
    const scoped = sealed.message === undefined ? undefined : this.#receiver.decrypt(sealed.message);
    const { message, findings } = scoped === undefined ? sealed : walkMessage(bytes, scoped);
    const looksGood = message?.pdu !== undefined && findings.length === 0;
    if (!this.#log.hasRoom(looksGood ? 'notifications' : 'others')) {
      this.#log.lose();
      return;
    }
    const { netSnmp, refused } = this.#receiver.judge(bytes, from, message);
    const fact: DatagramFact = {
      fact: 'datagram',
      at,
      sender,
      ...(refused === undefined ? {} : { refused }),
      netSnmp,
      raw: bytes.toString('hex'),
      ...(scoped === undefined || refused !== undefined
        ? {}
        : { scoped: Buffer.from(scoped).toString('hex') }),
    };
    const trap = readDatagram(fact);
    const isGood = trap?.malformed.length === 0 && trap.message !== undefined;
    this.#log.keep(fact, isGood ? 'notifications' : 'others', trap);
  }

  #keepBeginning(bytes: Buffer, { at, sender }: Pick<Trap, 'at' | 'sender'>): void {
    const fact: DatagramFact = {
      fact: 'datagram',
      at,
      sender,
      netSnmp: 'not-asked',
      length: bytes.length,
      raw: bytes.subarray(0, keptOfLonger).toString('hex'),
    };
    this.#log.keep(fact, 'others', readDatagram(fact));
  }

  #reply(bytes: Uint8Array, to: Endpoint): void {
    this.#tape.sending(bytes);
    this.#options.clock.activity();
    this.#socket.send(bytes, to);
  }

  #where(): string {
    return `${pcoName} at ${this.#host}:${this.#socket.port}`;
  }
}

/** Well-formed, let in, and the one that is waited for. */
function isAwaited(
  { malformed, message, refused }: Trap,
  { notification, remote }: NonNullable<Contract['traps']['args']['until']>,
): boolean {
  if (malformed.length > 0 || refused !== undefined || message === undefined) return false;
  if (message.notification !== notification && message.trapOid !== notification) return false;
  if (remote === undefined) return true;
  const theirs = message.session?.remote;
  return theirs?.address === remote.address && theirs.port === remote.port;
}
