import type { Socket } from 'node:net';
import type { Clock } from '../../bench/clock.ts';
import type { Endpoint } from '../../bench/endpoint.ts';
import type { TacacsFact } from '../../bench/tacacs-reading.ts';
import type { TacacsDoor, TacacsKind, TacacsServerArgs } from '../../bench/tacacs-server.ts';
import { writeAccountingReply } from '../../protocols/tacacs/accounting.ts';
import { accountingStatus, headerFlag } from '../../protocols/tacacs/numbers.ts';
import { clearBody, PacketReader, type TacacsPacket, writePacket } from '../../protocols/tacacs/packets.ts';
import type { Accounts } from './accounts.ts';
import type { FactLog } from './fact-log.ts';
import { faultyReply, type ReplyHeader } from './tacacs-faults.ts';
import { TacacsLogin } from './tacacs-login.ts';
import {
  authorizationAnswer,
  commandIn,
  type FirstPacket,
  kindOf,
  readFirst,
  tellFirst,
} from './tacacs-requests.ts';

/** A door as it serves: how it was told to, and whom it knows. */
export interface TacacsServing {
  readonly args: TacacsServerArgs;
  readonly accounts: Accounts;
}

export interface TacacsConnectionOptions {
  readonly connection: number;
  readonly door: TacacsDoor;
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly serving: TacacsServing;
  readonly log: FactLog<TacacsFact>;
  readonly clock: Clock;
}

/** What is said next in a session. */
export interface TacacsReply {
  readonly body: Buffer;
  /** What is written down of it: a prompt, or how the session ends. */
  readonly told:
    | Pick<Extract<TacacsFact, { fact: 'prompt' }>, 'fact' | 'text' | 'echo' | 'as'>
    | Pick<Extract<TacacsFact, { fact: 'final' }>, 'fact' | 'status' | 'message' | 'args'>;
}

interface Session {
  readonly kind: TacacsKind;
  /** Of the packet that came last. */
  sequence: number;
  replies: number;
  login?: TacacsLogin;
}

/** RFC 8907, section 4.1: no session goes on behind it. */
const lastSequence = 255;

/** A connection of the DUT's to the TACACS+ server. */
export class TacacsConnection {
  readonly #socket: Socket;
  readonly #options: TacacsConnectionOptions;
  readonly #reader = new PacketReader();
  readonly #sessions = new Map<number, Session>();
  /** Aborts what waits on the clock. */
  readonly #over = new AbortController();
  #ended = false;

  constructor(socket: Socket, options: TacacsConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    const { connection, door, client, server, log, clock } = options;
    clock.activity();
    log.write({ fact: 'connected', connection, at: clock.now(), door, client, server });
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.once('end', () => this.#end('client'));
    socket.once('error', () => this.#end('network'));
    socket.once('close', () => this.#end('network'));
  }

  /** By TCP FIN. */
  leave(): void {
    this.#end('us');
    this.#socket.end();
  }

  #end(by: 'us' | 'client' | 'network'): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#over.abort();
    const { connection, log, clock } = this.#options;
    clock.activity();
    log.write({ fact: 'ended', connection, at: clock.now(), by });
  }

  #receive(chunk: Buffer): void {
    const { connection, log, clock } = this.#options;
    clock.activity();
    if (this.#ended) return;
    this.#reader.push(chunk);
    for (let next = this.#reader.next(); next !== undefined; next = this.#reader.next()) {
      if ('fault' in next) {
        log.write({ fact: 'unreadable', connection, at: clock.now(), why: next.fault.message });
        this.leave();
        return;
      }
      this.#take(next.value);
    }
  }

  #take(packet: TacacsPacket): void {
    const session = this.#sessions.get(packet.header.session);
    if (session === undefined) this.#begin(packet);
    else this.#goOn(session, packet);
  }

  #begin(packet: TacacsPacket): void {
    const { door, serving, log } = this.#options;
    const { header } = packet;
    const kind = kindOf(header.type);
    const obfuscated = (header.flags & headerFlag.unencrypted) === 0;
    const fact = { fact: 'request', ...this.#place(header.session), door, kind, obfuscated } as const;
    const clear = clearBody(packet, serving.args.key);
    const first = 'fault' in clear ? clear : readFirst(kind, clear.value);
    const why =
      header.sequence === 1
        ? 'fault' in first && first.fault.message
        : `a session that begins with packet ${header.sequence}`;
    if (why !== false || 'fault' in first) {
      log.write({ ...fact, unreadable: why === false ? '' : why });
      this.leave();
      return;
    }
    const session: Session = { kind, sequence: 1, replies: 0 };
    this.#sessions.set(header.session, session);
    if (first.value.kind === 'authentication') {
      const login = new TacacsLogin(first.value.start, serving.accounts);
      session.login = login;
      const { password } = login;
      log.write({ ...fact, request: { ...tellFirst(first.value), ...(password && { password }) } });
      void this.#reply(session, header, login.first);
      return;
    }
    log.write({ ...fact, request: tellFirst(first.value) });
    void this.#reply(session, header, this.#answer(first.value));
  }

  #answer(first: Exclude<FirstPacket, { kind: 'authentication' }>): TacacsReply {
    const { args, accounts } = this.#options.serving;
    if (first.kind === 'authorization') {
      const { request } = first;
      const { body, told } = authorizationAnswer(accounts.rightOf(request.user, commandIn(request.args)));
      return { body, told: { fact: 'final', ...told } };
    }
    const status = args.accounting ?? 'success';
    const body = writeAccountingReply({ status: accountingStatus[status], message: '', data: '' });
    return { body, told: { fact: 'final', status, message: '' } };
  }

  #goOn(session: Session, packet: TacacsPacket): void {
    const { serving, log } = this.#options;
    const { header } = packet;
    const fact = { fact: 'continue', ...this.#place(header.session) } as const;
    const expected = session.sequence + 2;
    const clear = clearBody(packet, serving.args.key);
    const taken =
      header.sequence !== expected
        ? `packet ${header.sequence} of a session, where ${expected} was due`
        : session.login === undefined
          ? 'a packet more, where the session was over'
          : 'fault' in clear
            ? clear.fault.message
            : session.login.take(clear.value);
    if (typeof taken === 'string') {
      log.write({ ...fact, unreadable: taken });
      this.leave();
      return;
    }
    session.sequence = expected;
    log.write({ ...fact, ...taken.told });
    if (taken.reply === undefined || expected >= lastSequence) this.leave();
    else void this.#reply(session, header, taken.reply);
  }

  async #reply(session: Session, request: ReplyHeader, reply: TacacsReply): Promise<void> {
    const { args } = this.#options.serving;
    const { clock, log } = this.#options;
    session.replies += 1;
    const { replies } = session;
    if (args.delay !== undefined && !(await this.#delayed(args.delay))) return;
    const { minorVersion, type, session: number } = request;
    const header = { minorVersion, type, sequence: session.sequence + 1, flags: 0, session: number };
    const place = this.#place(number);
    const { misbehaves } = args;
    if (
      misbehaves !== undefined &&
      (misbehaves.kind ?? session.kind) === session.kind &&
      (misbehaves.reply ?? 1) === replies
    ) {
      log.write({ fact: 'misbehaved', ...place, how: misbehaves.how });
      const { bytes, leaves } = faultyReply(misbehaves.how, header, reply.body, args.key);
      this.#socket.write(bytes);
      if (leaves) this.leave();
      return;
    }
    clock.activity();
    log.write({ ...place, ...reply.told });
    this.#socket.write(writePacket(header, reply.body, args.key));
    if (reply.told.fact === 'final') this.#finish(number);
  }

  /** RFC 8907, section 4.3: a connection is for one session, unless both have asked for more; we do not. */
  #finish(number: number): void {
    this.#sessions.delete(number);
    if (this.#sessions.size === 0) this.leave();
  }

  /** False where the connection or the bench was over before. */
  async #delayed(seconds: number): Promise<boolean> {
    try {
      await this.#options.clock.wait(seconds * 1000, this.#over.signal);
      return !this.#ended;
    } catch {
      return false;
    }
  }

  #place(session: number): { connection: number; session: number; at: number } {
    const { connection, clock } = this.#options;
    return { connection, session, at: clock.now() };
  }
}
