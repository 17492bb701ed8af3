import { createSocket, type Socket } from 'node:dgram';
import { EventEmitter, once } from 'node:events';
import { isIPv6 } from 'node:net';

/**
 * A bound socket for net-snmp's session (its option `dgramModule`) that tells of what is sent before it is sent, and keeps
 * the last datagram that came.
 */
export class AskingSocket extends EventEmitter {
  readonly #socket: Socket;
  readonly #sending: (bytes: Uint8Array) => void;
  last: Buffer | undefined;

  private constructor(socket: Socket, sending: (bytes: Uint8Array) => void) {
    super();
    this.#socket = socket;
    this.#sending = sending;
    socket.on('message', (bytes, from) => {
      this.last = bytes;
      this.emit('message', bytes, from);
    });
    socket.on('error', (error) => this.emit('error', error));
    socket.on('close', () => this.emit('close'));
  }

  /** Bound to a free port of that address; rejects with what the operating system says. */
  static async open(address: string, sending: (bytes: Uint8Array) => void): Promise<AskingSocket> {
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    const listening = once(socket, 'listening');
    socket.bind(0, address);
    try {
      await listening;
    } catch (error) {
      socket.close();
      throw error;
    }
    return new AskingSocket(socket, sending);
  }

  send(
    buffer: Buffer,
    offset: number,
    length: number,
    port: number,
    host: string,
    sent: (error: Error | null, bytes: number) => void,
  ): void {
    this.#sending(buffer.subarray(offset, offset + length));
    this.#socket.send(buffer, offset, length, port, host, sent);
  }

  ref(): void {
    this.#socket.ref();
  }

  unref(): void {
    this.#socket.unref();
  }

  close(): void {
    this.#socket.close();
  }
}
