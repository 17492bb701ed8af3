import type { Socket } from 'node:net';
import { decryptorOf, encryptorOf, type PacketCipher } from './des.ts';
import type { BuiltCipher } from './numbers.ts';
import { type Packet, PacketReader, writePacket } from './packets.ts';
import { Ssh1ProtocolError } from './protocol-error.ts';

export interface TransportOptions {
  readonly socket: Socket;
  /** What was read behind the identification string already. */
  readonly ahead: Uint8Array;
  /** One packet; the next is given when what this returns has settled. */
  readonly onPacket: (packet: Packet) => void | Promise<void>;
  /** The other side broke the protocol; `rest` is what came and is no packet. No packet is given after that. */
  readonly onBroken: (error: Ssh1ProtocolError, rest: Buffer) => void;
}

/** The packets of one connection, for either role: in clear until `encrypt` is called, in order always. */
export class Ssh1Transport {
  readonly #options: TransportOptions;
  readonly #reader = new PacketReader();
  #encrypt: PacketCipher | undefined;
  #working = false;
  #over = false;

  constructor(options: TransportOptions) {
    this.#options = options;
    this.#reader.push(options.ahead);
    options.socket.on('data', (bytes: Buffer) => {
      if (this.#over) return;
      this.#reader.push(bytes);
      this.#work();
    });
    queueMicrotask(() => {
      this.#work();
      options.socket.resume();
    });
  }

  /** Sends one message, unless the socket is closed. */
  send(type: number, ...parts: readonly Uint8Array[]): void {
    const { socket } = this.#options;
    if (socket.writable) socket.write(writePacket(type, Buffer.concat(parts), this.#encrypt));
  }

  /** From the next packet on, in both directions. */
  encrypt(cipher: BuiltCipher, sessionKey: Uint8Array): void {
    this.#encrypt = encryptorOf(cipher, sessionKey);
    this.#reader.decryptWith(decryptorOf(cipher, sessionKey));
  }

  /** Nothing that still comes is looked at. */
  stop(): void {
    this.#over = true;
  }

  #work(): void {
    if (this.#working) return;
    this.#working = true;
    void this.#takeAll().finally(() => {
      this.#working = false;
    });
  }

  async #takeAll(): Promise<void> {
    for (;;) {
      const taken = this.#over ? undefined : this.#take();
      if (taken === undefined) return;
      await taken;
    }
  }

  /** Undefined where no whole packet is there. */
  #take(): Promise<void> | undefined {
    const rest = this.#reader.pending;
    try {
      const packet = this.#reader.next();
      if (packet === undefined) return undefined;
      return Promise.resolve(this.#options.onPacket(packet)).catch((error: unknown) =>
        this.#failed(error, rest),
      );
    } catch (error) {
      this.#failed(error, rest);
      return undefined;
    }
  }

  #failed(error: unknown, rest: Buffer): void {
    if (!(error instanceof Ssh1ProtocolError)) throw error;
    if (this.#over) return;
    this.#over = true;
    this.#options.onBroken(error, rest);
  }
}
