import type { SwitchClock } from '../ssh/host.ts';

/** Why the switch last came up, as `show version` says it. */
export interface ResetCause {
  /** `System returned to ROM by …` */
  readonly returnedBy: string;
  /** `Last reload reason: …` */
  readonly lastReason: string;
}

/** Whether the switch is up, since when, and who wants to know that it goes down. */
export class Power {
  readonly #clock: SwitchClock;
  readonly #goDown: () => void;
  readonly #listeners = new Set<() => void>();
  #upSince = 0;
  #leaving = false;

  cause: ResetCause = { returnedBy: 'Power Failure', lastReason: 'Power Failure' };

  /** `goDown` empties what is volatile. */
  constructor(clock: SwitchClock, goDown: () => void) {
    this.#clock = clock;
    this.#goDown = goDown;
  }

  /** Milliseconds since the software came up. */
  get uptime(): number {
    return this.#clock.now() - this.#upSince;
  }

  /** The software begins to run. */
  began(): void {
    this.#upSince = this.#clock.now();
  }

  /** A reload has begun; gives false when one is under way already. */
  leave(): boolean {
    if (this.#leaving) return false;
    this.#leaving = true;
    return true;
  }

  /** Called when the switch goes down, before its memory is emptied; gives the end of that. */
  onOff(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Down at once. Whoever is at the console sees it boot. */
  off(cause: ResetCause): void {
    this.cause = cause;
    this.#leaving = false;
    for (const tell of [...this.#listeners]) tell();
    this.#goDown();
  }
}
