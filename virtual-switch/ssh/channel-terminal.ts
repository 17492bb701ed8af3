import type { Socket } from 'node:net';
import type { ServerChannel } from 'ssh2';
import type { ServedConnection } from '../../protocols/ssh2/serve.ts';
import type { Terminal } from '../terminal.ts';
import { type ByteChannel, ReadQueue } from './byte-channel.ts';
import { endSocket } from './end-socket.ts';
import type { SwitchClock } from './host.ts';

/** More bytes of output than a client surely has printed when it sees the connection end. */
const muchOutput = 32 * 1024;

/**
 * Real milliseconds between the end of file and that of the connection: PuTTY drops packets that it has read and not
 * looked at when it sees the connection end, as it would not with a switch at the far end of a network.
 */
const graceMs = 25;

/** The far end of an SSH session channel. */
export class ChannelTerminal implements Terminal {
  readonly #channel: ServerChannel;
  readonly #served: Pick<ServedConnection, 'exchangingKeys'>;
  #written = 0;
  readonly #socket: Socket;
  readonly #size: { readonly width: number; readonly height: number };
  readonly #clock: Pick<SwitchClock, 'busy'>;
  readonly #hangUpListeners: (() => void)[] = [];
  #open = true;
  /** Clients that copy files take the end of the connection for a failure while the channel is open. */
  #closesChannel = false;
  #left = false;

  constructor(
    channel: ServerChannel,
    served: Pick<ServedConnection, 'exchangingKeys'>,
    socket: Socket,
    size: { readonly width: number; readonly height: number },
    clock: Pick<SwitchClock, 'busy'>,
  ) {
    this.#channel = channel;
    this.#served = served;
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
    return this.#channel.writableLength > 0 || this.#socket.writableNeedDrain;
  }

  /** Whether the switch has ended it, as it does when one says `exit`. */
  get left(): boolean {
    return this.#left;
  }

  write(text: string): void {
    if (!this.#open || text === '') return;
    this.#written += text.length;
    this.#channel.write(Buffer.from(text, 'latin1'));
  }

  onInput(listener: (text: string) => void): void {
    this.#channel.on('data', (bytes: Buffer) => {
      if (this.#open) listener(bytes.toString('latin1'));
    });
  }

  /** The same as bytes, for a program that copies files; nothing is typed on it then. */
  asBytes(): ByteChannel {
    this.#closesChannel = true;
    const channel = this.#channel;
    const queue = new ReadQueue({ pause: () => channel.pause(), resume: () => channel.resume() });
    channel.on('data', (bytes: Buffer) => queue.push(bytes));
    channel.once('end', () => queue.finish());
    this.onHangUp(() => queue.finish());
    return {
      read: () => queue.read(),
      write: (bytes) =>
        new Promise((resolve) => {
          if (!this.#open || channel.write(bytes)) {
            resolve();
            return;
          }
          channel.once('drain', () => resolve());
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
   * Sends what is left, the exit status if there is one, and the end of file; then closes the connection and
   * not just the channel: clients of a real switch report "closed by remote host". OpenSSH drops what it has
   * not printed by then, so after much output the channel is closed and the client leaves when it is ready.
   */
  hangUp(exitStatus?: number): void {
    if (!this.#open) return;
    this.#open = false;
    this.#left = true;
    const finish = (): void => {
      if (exitStatus !== undefined) this.#channel.exit(exitStatus);
      this.#channel.eof();
      this.#endWhenSent();
    };
    // The callback of an empty write comes after all that was written before it has gone out.
    if (this.#channel.writableLength === 0) finish();
    else this.#channel.write(Buffer.alloc(0), finish);
  }

  #endWhenSent(): void {
    if (this.#closesChannel || this.#written > muchOutput) {
      this.#channel.close();
      return;
    }
    const check = (): void => {
      if (this.#served.exchangingKeys) return;
      this.#socket.off('data', check);
      // Real time: a steered clock must not run out meanwhile.
      const busy = this.#clock.busy();
      const grace = setTimeout(() => endSocket(this.#socket), graceMs);
      this.#socket.once('close', () => {
        clearTimeout(grace);
        busy.done();
      });
    };
    this.#socket.on('data', check);
    check();
  }
}
