import type { Socket } from 'node:net';
import { endSocket, reasonOf } from '../ssh/dial.ts';

export interface SocketEnd {
  readonly by: 'us' | 'client' | 'network';
  readonly detail?: string;
}

/** One TCP connection that came, and who ended it. */
export class ServedSocket {
  readonly #socket: Socket;
  #endedBy: 'us' | 'client' | undefined;
  #reset: string | undefined;
  #over = false;

  /** `ended` is told once, when the connection is over. */
  constructor(socket: Socket, ended: (end: SocketEnd) => void) {
    this.#socket = socket;
    socket.once('end', () => (this.#endedBy ??= 'client'));
    socket.on('error', (error) => (this.#reset ??= reasonOf(error)));
    socket.once('close', () => {
      this.#over = true;
      const by = this.#endedBy ?? 'network';
      ended({ by, ...(by === 'network' && this.#reset !== undefined ? { detail: this.#reset } : {}) });
    });
  }

  get over(): boolean {
    return this.#over;
  }

  /** The client said that it leaves. */
  clientLeaves(): void {
    this.#endedBy ??= 'client';
  }

  /** What still comes is read and dropped. */
  deaf(): void {
    this.#socket.removeAllListeners('data');
    this.#socket.resume();
  }

  /** Closes our side; what was written still arrives. */
  end(): void {
    if (this.#over || this.#socket.writableEnded) return;
    if (this.#reset === undefined) this.#endedBy ??= 'us';
    endSocket(this.#socket);
  }

  reset(): void {
    if (this.#over) return;
    this.#endedBy ??= 'us';
    this.#socket.resetAndDestroy();
  }
}
