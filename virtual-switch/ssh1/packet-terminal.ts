import type { Socket } from 'node:net';
import { string, uint32 } from '../../protocols/ssh1/fields.ts';
import { message } from '../../protocols/ssh1/numbers.ts';
import type { Ssh1Transport } from '../../protocols/ssh1/transport.ts';
import { type ByteChannel, ReadQueue } from '../ssh/byte-channel.ts';
import { endSocket } from '../ssh/end-socket.ts';
import type { SwitchClock } from '../ssh/host.ts';
import type { Terminal } from '../terminal.ts';

/** Output of one packet at most. */
const longestOutput = 8192;
/** More bytes of output than a client surely has printed when it sees the connection end. */
const muchOutput = 32 * 1024;

/**
 * Real milliseconds in which a client can confirm the exit status. PuTTY drops packets that it has read and not looked at
 * when it sees the connection end.
 */
const graceMs = 250;

/** The far end of a session of version 1. */
export class PacketTerminal implements Terminal {
  readonly #transport: Ssh1Transport;
  readonly #socket: Socket;
  readonly #size: { readonly width: number; readonly height: number };
  readonly #clock: Pick<SwitchClock, 'busy'>;
  readonly #inputListeners: ((text: string) => void)[] = [];
  #bytes: ReadQueue | undefined;
  readonly #hangUpListeners: (() => void)[] = [];
  #written = 0;
  #open = true;
  #left = false;

  constructor(
    transport: Ssh1Transport,
    socket: Socket,
    size: { readonly width: number; readonly height: number },
    clock: Pick<SwitchClock, 'busy'>,
  ) {
    this.#transport = transport;
    this.#socket = socket;
    this.#size = size;
    this.#clock = clock;
  }

  get width(): number {
    return this.#size.width;
  }

  get height(): number {
    return this.#size.height;
  }

  get congested(): boolean {
    return this.#socket.writableNeedDrain;
  }

  /** Whether the switch has ended it, as it does when one says `exit`. */
  get left(): boolean {
    return this.#left;
  }

  write(text: string): void {
    if (!this.#open) return;
    const bytes = Buffer.from(text, 'latin1');
    this.#written += bytes.length;
    this.#send(bytes);
  }

  #send(bytes: Uint8Array): void {
    if (!this.#open) return;
    for (let at = 0; at < bytes.length; at += longestOutput) {
      this.#transport.send(message.serverStdoutData, string(bytes.subarray(at, at + longestOutput)));
    }
  }

  onInput(listener: (text: string) => void): void {
    this.#inputListeners.push(listener);
  }

  /** What the client typed. */
  typed(bytes: Buffer): void {
    if (!this.#open) return;
    this.#bytes?.push(bytes);
    for (const tell of this.#inputListeners) tell(bytes.toString('latin1'));
  }

  /** The client has no more to send. */
  inputEnded(): void {
    this.#bytes?.finish();
  }

  /** The same as bytes, for a program that copies files. */
  asBytes(): ByteChannel {
    const socket = this.#socket;
    const queue = new ReadQueue({ pause: () => socket.pause(), resume: () => socket.resume() });
    this.#bytes = queue;
    this.onHangUp(() => queue.finish());
    return {
      read: () => queue.read(),
      write: (bytes) =>
        new Promise((resolve) => {
          this.#send(bytes);
          if (!this.#open || !socket.writableNeedDrain) {
            resolve();
            return;
          }
          socket.once('drain', () => resolve());
          this.onHangUp(() => resolve());
        }),
      end: (exitStatus) => this.hangUp(exitStatus),
    };
  }

  onHangUp(listener: () => void): void {
    this.#hangUpListeners.push(listener);
  }

  /** The far end has gone. */
  hungUp(): void {
    if (!this.#open) return;
    this.#open = false;
    for (const tell of this.#hangUpListeners) tell();
  }

  /**
   * Sends the exit status, which a client confirms when it has come so far; that closes the connection. One that does not
   * confirm is left after a moment, but for much output.
   */
  hangUp(exitStatus = 0): void {
    if (!this.#open) return;
    this.#open = false;
    this.#left = true;
    this.#transport.send(message.serverExitStatus, uint32(exitStatus));
    if (this.#written > muchOutput) return;
    // A steered clock must not run on meanwhile.
    const busy = this.#clock.busy();
    const grace = setTimeout(() => endSocket(this.#socket), graceMs);
    this.#socket.once('close', () => {
      clearTimeout(grace);
      busy.done();
    });
  }
}
