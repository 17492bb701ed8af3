import fs from 'node:fs';
import type { SwitchClock } from './ssh/host.ts';

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly callback: () => void;
}

const fewTurns = 3;
const manyTurns = 60;
const nothingElse = (): boolean => true;
/** More than a console at 9600 baud needs for its next bytes. */
const longJumpMs = 250;

/**
 * The switch's clock: real time goes by as it does, and a jump adds to it. A jump is refused while real work
 * is under way and stops at the earliest timer, so that nothing is ever overtaken.
 */
export class SteerableClock implements SwitchClock {
  readonly #startedAt = performance.now();
  #jumped = 0;
  #busy = 0;
  #order = 0;
  #fired = 0;
  #timers: Timer[] = [];
  #wake: NodeJS.Timeout | undefined;
  #closed = false;

  now(): number {
    return performance.now() - this.#startedAt + this.#jumped;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer: Timer = { due: this.now() + Math.max(0, milliseconds), order: this.#order++, callback };
    const later = this.#timers.findIndex((other) => other.due > timer.due);
    if (later < 0) this.#timers.push(timer);
    else this.#timers.splice(later, 0, timer);
    this.#setWake();
    return () => {
      const index = this.#timers.indexOf(timer);
      if (index >= 0) this.#timers.splice(index, 1);
      this.#setWake();
    };
  }

  busy(): { done(): void } {
    let over = false;
    this.#busy += 1;
    return {
      done: () => {
        if (!over) this.#busy -= 1;
        over = true;
      },
    };
  }

  /** How far `advance` would go now; nothing moves. */
  async reach(milliseconds: number, arrived = nothingElse): Promise<number> {
    return (await this.#isBusy(milliseconds, arrived)) ? 0 : this.#reach(milliseconds);
  }

  /**
   * Jumps by at most `milliseconds`, to the earliest timer if that is sooner; gives how far it went. `arrived` says whether
   * all that is on its way to the switch has come.
   */
  async advance(milliseconds: number, arrived = nothingElse): Promise<number> {
    if (await this.#isBusy(milliseconds, arrived)) return 0;
    const jump = this.#reach(milliseconds);
    this.#jumped += jump;
    this.#runDue();
    await drain(fewTurns);
    return jump;
  }

  /** Forgets all timers, so that the process can end. */
  close(): void {
    this.#closed = true;
    this.#timers = [];
    clearTimeout(this.#wake);
  }

  /** Whether real work is under way, once what has arrived has been read. */
  async #isBusy(milliseconds: number, arrived: () => boolean): Promise<boolean> {
    const fired = this.#fired;
    await drain(fewTurns);
    if (this.#busy > 0 || !arrived()) return true;
    // A long jump would overtake what is still on its way through the tty: look longer before it.
    if (this.#reach(milliseconds) > longJumpMs) await drain(manyTurns);
    // What a timer did meanwhile is on its way, and must not be overtaken.
    return this.#busy > 0 || this.#fired !== fired;
  }

  /** How far a jump would go now. */
  #reach(milliseconds: number): number {
    return Math.max(0, Math.min(milliseconds, (this.#timers[0]?.due ?? Infinity) - this.now()));
  }

  #runDue(): void {
    // A microsecond of slack: a jump to a timer must reach it in spite of rounding.
    while (this.#timers[0] !== undefined && this.#timers[0].due <= this.now() + 0.001) {
      this.#fired += 1;
      this.#timers.shift()?.callback();
    }
    this.#setWake();
  }

  #setWake(): void {
    clearTimeout(this.#wake);
    const earliest = this.#timers[0];
    if (earliest === undefined || this.#closed) return;
    // Node's timers hold 31 bits; a later one is looked at again when that time is over.
    const wait = Math.min(Math.max(0, earliest.due - this.now()), 0x7fffffff);
    this.#wake = setTimeout(() => this.#runDue(), wait);
  }
}

/**
 * Some turns of the event loop: what has arrived is read, and what that caused is written. A tty is read and
 * written on the thread pool, so each turn goes there and back.
 */
async function drain(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => fs.stat('/', resolve));
  }
}
