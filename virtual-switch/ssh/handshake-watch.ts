import type { Socket } from 'node:net';
import type { SwitchClock } from './host.ts';

/** After so many real milliseconds of silence the client is not shaking hands but idle. */
const silenceMs = 1000;

/**
 * Keeps a steered clock from jumping over a login: busy from the connection until `done()`, or until the client has
 * said nothing for a while, so that an idle client can be timed out by a jump. A password is part of it: its hash
 * takes a busy machine long enough for the bench to believe that nothing moves.
 */
export class HandshakeWatch {
  #busy: { done(): void } | undefined;
  readonly #silence: NodeJS.Timeout;

  constructor(socket: Socket, clock: SwitchClock) {
    this.#busy = clock.busy();
    this.#silence = setTimeout(() => this.done(), silenceMs);
    const heard = (): void => {
      if (this.#busy === undefined) socket.off('data', heard);
      else this.#silence.refresh();
    };
    socket.on('data', heard);
  }

  done(): void {
    clearTimeout(this.#silence);
    this.#busy?.done();
    this.#busy = undefined;
  }
}
