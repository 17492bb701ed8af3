import { connect } from 'node:net';
import { once } from 'node:events';
import type { Test } from 'tap';
import { tacacsDoors } from '../../../bench/tacacs-server.ts';
import { openTacacsServer } from '../../../drivers/aaa/tacacs-server.ts';
import { bindTcpDoor, type TcpDoor } from '../../../drivers/aaa/tcp-door.ts';
import {
  readAuthenticationReply,
  writeAuthenticationContinue,
  writeAuthenticationStart,
} from '../../../protocols/tacacs/authentication.ts';
import { packetType } from '../../../protocols/tacacs/numbers.ts';
import {
  clearBody,
  PacketReader,
  type TacacsPacket,
  writePacket,
} from '../../../protocols/tacacs/packets.ts';
import { TestTapes } from '../ssh/fake-bench.ts';
import { asker, clock } from '../ssh-server/a-server.ts';

export const address = '198.51.100.49';
export const key = 'aKeyInTests77';

/** The bench's TACACS+ server on free ports. */
export async function aTacacsServer(t: Test) {
  const tapes = new TestTapes();
  const bound = await Promise.all(
    tacacsDoors.map(async (door) => {
      const port = await bindTcpDoor({ role: 'tacacs-server', host: '127.0.6.49', port: 0 });
      return [door, port] as const;
    }),
  );
  const doors = Object.fromEntries(bound) as Record<(typeof tacacsDoors)[number], TcpDoor>;
  const pco = openTacacsServer({
    doors,
    address,
    nameOf: (real) => (real === '127.0.0.1' ? '198.51.100.1' : real),
    openTape: tapes.open,
    clock,
  });
  t.teardown(() => pco.close());
  return { doors, pco, tapes, call: asker(t, pco, tapes) };
}

export interface Dialled {
  readonly port: number;
  /** Default `key`. */
  readonly key?: string | undefined;
  readonly session?: number;
}

/** A client of packets: what it sent and received, in order, and how the connection ended. */
export class Client {
  readonly wire: { readonly from: 'client' | 'server'; readonly bytes: Buffer }[] = [];
  readonly #dialled: Dialled;
  readonly #socket;
  readonly #reader = new PacketReader();
  readonly #came: TacacsPacket[] = [];
  #sequence = -1;
  #wake: () => void = () => undefined;
  ended = false;

  constructor(dialled: Dialled) {
    this.#dialled = dialled;
    this.#socket = connect({ host: '127.0.6.49', port: dialled.port, localAddress: '127.0.0.1' });
    this.#socket.on('data', (bytes: Buffer) => {
      this.wire.push({ from: 'server', bytes });
      this.#reader.push(bytes);
      for (let next = this.#reader.next(); next !== undefined; next = this.#reader.next()) {
        if ('fault' in next) break;
        this.#came.push(next.value);
      }
      this.#wake();
    });
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', () => {
      this.ended = true;
      this.#wake();
    });
  }

  send(type: number, body: Buffer, changed: { sequence?: number; key?: string } = {}): void {
    this.#sequence += 2;
    const session = this.#dialled.session ?? 0x1234_5678;
    const sequence = changed.sequence ?? this.#sequence;
    const shared = changed.key ?? this.#dialled.key ?? key;
    this.raw(writePacket({ minorVersion: 0, type, sequence, flags: 0, session }, body, shared));
  }

  raw(bytes: Buffer): void {
    this.wire.push({ from: 'client', bytes });
    this.#socket.write(bytes);
  }

  /** Undefined where the connection has ended before one came. */
  async packet(): Promise<TacacsPacket | undefined> {
    while (this.#came.length === 0 && !this.ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#came.shift();
  }

  async end(): Promise<void> {
    if (this.ended) return;
    this.#socket.destroy();
    await once(this.#socket, 'close');
  }

  start(user: string, more: { type?: number; action?: number; data?: string; service?: number } = {}): void {
    const { type = 1, action = 1, data = '', service = 1 } = more;
    this.send(
      packetType.authentication,
      writeAuthenticationStart({
        ...{ action, privilege: 1, type, service, user, port: 'tty2', remoteAddress: '192.0.2.10' },
        data: Buffer.from(data),
      }),
    );
  }

  answer(message: string): void {
    const body = writeAuthenticationContinue({ message, data: Buffer.alloc(0), flags: 0 });
    this.send(packetType.authentication, body);
  }

  /** The next REPLY, in clear. */
  async reply() {
    const packet = await this.packet();
    if (packet === undefined) throw new Error('the connection ended, and no reply came');
    const clear = clearBody(packet, this.#dialled.key ?? key);
    const read = 'fault' in clear ? clear : readAuthenticationReply(clear.value);
    if ('fault' in read) throw new Error(read.fault.message);
    return read.value;
  }

  /** A login with these answers: the prompts, and how it ended. */
  async login(user: string, ...answers: string[]) {
    this.start(user);
    const prompts: string[] = [];
    for (let reply = await this.reply(); ; reply = await this.reply()) {
      if (reply.status < 3 || reply.status > 5)
        return { status: reply.status, message: reply.message, prompts };
      prompts.push(reply.message);
      this.answer(answers.shift() ?? '');
    }
  }
}
