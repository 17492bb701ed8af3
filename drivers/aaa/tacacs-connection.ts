import type { Socket } from 'node:net';
import type { TacacsBeginning, TacacsFact } from '../../bench/tacacs-reading.ts';
import type { TacacsServerArgs } from '../../bench/tacacs-server.ts';
import { decodeAccountRequest, encodeAccountReply } from '../../protocols/tacacs/accounting.ts';
import {
  decodeAuthenContinue,
  decodeAuthenStart,
  encodeAuthenReply,
} from '../../protocols/tacacs/authentication.ts';
import { decodeAuthorRequest, encodeAuthorResponse } from '../../protocols/tacacs/authorization.ts';
import {
  abort,
  accountFlag,
  accountStatus,
  authenAction,
  authenService,
  authenStatus,
  authenType,
  authorStatus,
  headerFlag,
  noEcho,
  packetType,
} from '../../protocols/tacacs/numbers.ts';
import {
  encodePacket,
  type Packet,
  type PacketHeader,
  PacketReader,
} from '../../protocols/tacacs/packets.ts';
import { TacacsError } from '../../protocols/tacacs/tacacs-error.ts';
import type { TacacsAccounts, TacacsPrompt } from './tacacs-accounts.ts';

export interface ServedTacacs {
  readonly args: TacacsServerArgs;
  readonly accounts: TacacsAccounts;
  /** A new exchange, of which facts are written. */
  begin(seen: TacacsBeginning): (more: TacacsFact) => void;
  activity(): void;
  /** So many seconds on the bench's clock. */
  wait(seconds: number): Promise<void>;
}

class Aborted extends Error {}

/** What one connection of the DUT's asks, and what is answered (RFC 8907). */
export class TacacsConnection {
  readonly #socket: Socket;
  readonly #served: ServedTacacs;
  readonly #sessions = new Map<number, (packet: Packet) => void>();

  constructor(socket: Socket, served: ServedTacacs) {
    this.#socket = socket;
    this.#served = served;
    const reader = new PacketReader(served.args.key);
    socket.on('data', (chunk: Buffer) => {
      served.activity();
      try {
        for (const packet of reader.push(chunk)) this.#take(packet);
      } catch (error) {
        this.#unreadable(error);
      }
    });
    socket.once('close', () => {
      for (const session of this.#sessions.values()) session(gone);
    });
  }

  #take(packet: Packet): void {
    const { header } = packet;
    const waiting = this.#sessions.get(header.session);
    if (waiting !== undefined) {
      waiting(packet);
      return;
    }
    this.#first(packet).catch((error: unknown) => {
      if (!(error instanceof Aborted)) this.#unreadable(error);
    });
  }

  /** The first packet of a session. */
  async #first({ header, body }: Packet): Promise<void> {
    switch (header.type) {
      case packetType.authentication:
        return await this.#authentication(header, body);
      case packetType.authorization:
        return await this.#authorization(header, body);
      case packetType.accounting:
        return await this.#accounting(header, body);
      default:
        throw new TacacsError(`packet type ${header.type}`);
    }
  }

  async #authentication(header: PacketHeader, body: Buffer): Promise<void> {
    const start = decodeAuthenStart(body);
    const { user, port, remoteAddress, privilege } = start;
    const write = this.#served.begin({
      fact: 'exchange',
      kind: 'authentication',
      user,
      action: nameIn(authenAction, start.action),
      type: nameIn(authenType, start.type),
      service: nameIn(authenService, start.service),
      ...{ privilege, port, remoteAddress },
    });
    if (await this.#misbehaves(header)) return;
    const { accounts } = this.#served;
    let sequence = header.sequence;
    const reply = (status: number, flags = 0, message = ''): void => {
      sequence += 1;
      const bytes = encodeAuthenReply({ status, flags, message, data: Buffer.alloc(0) });
      this.#send({ ...header, sequence }, bytes);
    };
    const ask = async (
      status: number,
      { text, echo }: Pick<TacacsPrompt, 'text' | 'echo'>,
    ): Promise<string> => {
      const next = this.#next(header.session);
      reply(status, echo ? 0 : noEcho, text);
      const packet = await next;
      const { message, flags } = decodeAuthenContinue(packet.body);
      sequence = packet.header.sequence;
      if ((flags & abort) !== 0) {
        write({ fact: 'answered', answer: 'aborted' });
        throw new Aborted();
      }
      await this.#delay();
      return message;
    };
    if (this.#served.args.fault === 'error') {
      write({ fact: 'result', result: 'error' });
      reply(authenStatus.error);
      return;
    }
    if (start.type === authenType.pap) {
      const pass = accounts.checks(user, start.data.toString('utf8'));
      write({ fact: 'result', result: pass ? 'pass' : 'fail' });
      reply(pass ? authenStatus.pass : authenStatus.fail);
      return;
    }
    const name = user === '' ? await this.#askName(ask, write) : user;
    const { pass, message } = await accounts.login(name, {
      ask: async (prompt, judge) => {
        write({ fact: 'asked', ...prompt });
        const status = prompt.asked === 'password' ? authenStatus.getPass : authenStatus.getData;
        const answer = await ask(status, prompt);
        const was = judge(answer);
        write({ fact: 'answered', answer: was });
        return { answer, was };
      },
      passwordChanged: () => write({ fact: 'password-changed' }),
    });
    write({ fact: 'result', result: pass ? 'pass' : 'fail' });
    reply(pass ? authenStatus.pass : authenStatus.fail, 0, message);
  }

  async #askName(
    ask: (status: number, prompt: Pick<TacacsPrompt, 'text' | 'echo'>) => Promise<string>,
    write: (fact: TacacsFact) => void,
  ): Promise<string> {
    const prompt = { text: 'Username: ', echo: true };
    write({ fact: 'asked', ...prompt, asked: 'user' });
    const name = await ask(authenStatus.getUser, prompt);
    write({ fact: 'answered', answer: name === '' ? 'blank' : 'right' });
    write({ fact: 'user', name });
    return name;
  }

  async #authorization(header: PacketHeader, body: Buffer): Promise<void> {
    const { user, port, remoteAddress, args } = decodeAuthorRequest(body);
    const write = this.#served.begin({
      fact: 'exchange',
      kind: 'authorization',
      ...{ user, port, remoteAddress, args: [...args] },
    });
    if (await this.#misbehaves(header)) return;
    const respond = (status: number, given: readonly string[] = []): void => {
      const response = { status, args: given, message: '', data: '' };
      this.#send({ ...header, sequence: header.sequence + 1 }, encodeAuthorResponse(response));
    };
    if (this.#served.args.fault === 'error') {
      write({ fact: 'result', result: 'error' });
      respond(authorStatus.error);
      return;
    }
    const account = this.#served.accounts.find(user);
    const command = args.find((arg) => /^cmd[=*]./.test(arg))?.slice('cmd='.length);
    const refused = command !== undefined && this.#served.args.refusedCommands?.includes(command);
    const pass = account !== undefined && refused !== true;
    write({ fact: 'result', result: pass ? 'pass' : 'fail' });
    if (!pass) respond(authorStatus.fail);
    else respond(authorStatus.passAdd, command === undefined ? [`priv-lvl=${account.privilege ?? 1}`] : []);
  }

  async #accounting(header: PacketHeader, body: Buffer): Promise<void> {
    const { flags, user, port, remoteAddress, args } = decodeAccountRequest(body);
    const record = (['start', 'stop', 'watchdog'] as const).find((name) => (flags & accountFlag[name]) !== 0);
    const write = this.#served.begin({
      fact: 'exchange',
      kind: 'accounting',
      ...{ user, port, remoteAddress, args: [...args] },
      ...(record && { record }),
    });
    if (await this.#misbehaves(header)) return;
    const failed = this.#served.args.fault === 'error';
    write({ fact: 'result', result: failed ? 'error' : 'pass' });
    const status = failed ? accountStatus.error : accountStatus.success;
    const bytes = encodeAccountReply({ status, message: '', data: '' });
    this.#send({ ...header, sequence: header.sequence + 1 }, bytes);
  }

  /** The next packet of a session. Rejects with Aborted where the connection ends. */
  async #next(session: number): Promise<Packet> {
    const came = Promise.withResolvers<Packet>();
    this.#sessions.set(session, came.resolve);
    try {
      const packet = await came.promise;
      if (packet === gone) throw new Aborted();
      return packet;
    } finally {
      this.#sessions.delete(session);
    }
  }

  async #delay(): Promise<void> {
    const { delay } = this.#served.args;
    if (delay !== undefined) await this.#served.wait(delay);
  }

  /** True where the answer to a first packet is none. */
  async #misbehaves(header: PacketHeader): Promise<boolean> {
    await this.#delay();
    const answer = { ...header, sequence: header.sequence + 1 };
    const whole = encodeAuthenReply({
      ...{ status: authenStatus.getPass, flags: noEcho, message: 'Password: ', data: Buffer.alloc(0) },
    });
    switch (this.#served.args.fault) {
      case 'silence':
        return true;
      case 'hang-up':
        this.#socket.end();
        return true;
      case 'garbage':
        this.#socket.write('HTTP/1.0 400 Bad Request\r\n\r\n');
        return true;
      case 'other-session':
        this.#send({ ...answer, session: (header.session ^ 1) >>> 0 }, whole);
        return true;
      case 'torn-body':
        this.#send(answer, whole.subarray(0, -1));
        return true;
      default:
        return false;
    }
  }

  #send(header: PacketHeader, body: Buffer): void {
    if (!this.#socket.writable) return;
    const kept = { ...header, flags: header.flags & headerFlag.singleConnection };
    this.#socket.write(encodePacket({ header: kept, body }, this.#served.args.key));
  }

  #unreadable(error: unknown): void {
    const detail = error instanceof Error ? error.message : String(error);
    this.#served.begin({ fact: 'exchange', kind: 'unreadable', detail });
    this.#socket.destroy();
  }
}

/** Stands for the end of the connection. */
const gone: Packet = {
  header: { minor: 0, type: 0, sequence: 0, flags: 0, session: 0 },
  body: Buffer.alloc(0),
};

function nameIn(names: Readonly<Record<string, number>>, value: number): string {
  const found = Object.entries(names).find(([, each]) => each === value)?.[0] ?? String(value);
  return found.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
