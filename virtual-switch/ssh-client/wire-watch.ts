import type { SwitchClock } from '../ssh/host.ts';

/** Real milliseconds that an answer of the far end is waited for before a jump may pass it. */
const answerMs = 1000;
/** And after something has come: more may be on its way. */
const moreMs = 30;

/** Keeps a steered clock from jumping while something is on its way to the far end and back. */
export class WireWatch {
  readonly #clock: Pick<SwitchClock, 'busy'>;
  #busy: { done(): void } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(clock: Pick<SwitchClock, 'busy'>) {
    this.#clock = clock;
  }

  /** Something was sent, or is being computed. */
  sent(milliseconds = answerMs): void {
    this.#hold(milliseconds);
  }

  heard(handshaking: boolean): void {
    this.#hold(handshaking ? answerMs : moreMs);
  }

  /** Nothing is on its way: somebody types, or the connection is over. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#busy?.done();
    this.#busy = undefined;
  }

  #hold(milliseconds: number): void {
    this.#busy ??= this.#clock.busy();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.rest(), milliseconds);
  }
}
