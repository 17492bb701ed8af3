import type { Socket } from 'node:net';
import { endSocket } from './end-socket.ts';
import type { SshServerSettings, SwitchClock } from './host.ts';

/** How far a connection has come; of either protocol version. */
export type NegotiationPhase = NonNullable<SshServerSettings['timeOutUntil']>;

/** `ip ssh time-out`: a connection that is not authenticated so many seconds after it began is ended. */
export class NegotiationLimit {
  readonly #until: NegotiationPhase;
  readonly #cancel: () => void;

  constructor(socket: Socket, clock: SwitchClock, settings: SshServerSettings) {
    this.#until = settings.timeOutUntil ?? 'authenticated';
    this.#cancel = clock.after(settings.timeOutSeconds * 1000, () => endSocket(socket));
    socket.once('close', this.#cancel);
  }

  reached(phase: NegotiationPhase): void {
    if (phase === this.#until) this.#cancel();
  }
}
