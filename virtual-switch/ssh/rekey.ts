import type { Socket } from 'node:net';
import type { Block } from '../configuration/configuration.ts';
import { endSocket } from './end-socket.ts';
import { HandshakeWatch } from './handshake-watch.ts';
import type { RekeyThresholds, SwitchClock } from './host.ts';

/** `ip ssh rekey time` and `volume` as configured; each may stand without the other. */
export function rekeyThresholds({ settings }: Block): RekeyThresholds {
  const valueOf = (what: string): number | undefined => {
    const kept = settings.get(`ip ssh rekey ${what}`)?.split(' ').at(-1);
    return kept === undefined ? undefined : Number(kept);
  };
  const [minutes, kilobytes] = [valueOf('time'), valueOf('volume')];
  return { ...(minutes !== undefined && { minutes }), ...(kilobytes !== undefined && { kilobytes }) };
}

interface RekeyTimerOptions {
  readonly socket: Socket;
  readonly clock: SwitchClock;
  readonly thresholds: RekeyThresholds;
  /** How long a client may take over new keys: as over its first ones. */
  readonly timeOutSeconds: number;
  readonly rekey: () => void;
}

/** The time in the life of a session's keys: when they are old, and when new ones take too long. */
export class RekeyTimer {
  readonly #options: RekeyTimerOptions;
  #cancel: () => void = () => undefined;
  #watch: HandshakeWatch | undefined;

  constructor(options: RekeyTimerOptions) {
    this.#options = options;
    options.socket.once('close', () => this.#stop());
  }

  /** Keys are new now. */
  exchanged(): void {
    this.#stop();
    const { clock, thresholds, rekey } = this.#options;
    if (thresholds.minutes !== undefined) this.#cancel = clock.after(thresholds.minutes * 60_000, rekey);
  }

  /** New keys are being made, at whoever's wish. */
  begun(): void {
    this.#stop();
    const { socket, clock, thresholds, timeOutSeconds } = this.#options;
    if (thresholds.then === 'hang-up') {
      endSocket(socket);
      return;
    }
    this.#watch = new HandshakeWatch(socket, clock);
    this.#cancel = clock.after(timeOutSeconds * 1000, () => endSocket(socket));
  }

  #stop(): void {
    this.#cancel();
    this.#watch?.done();
  }
}
