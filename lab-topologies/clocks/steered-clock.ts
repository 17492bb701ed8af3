import { DeadlineExceeded, type Clock, type Deadline, type Patience } from '../../bench/clock.ts';
import { PcoError } from '../../bench/errors.ts';
import type { LabClock } from './lab-clock-client.ts';
import { clockClosed } from './wall-clock.ts';

/**
 * Real milliseconds of quiet after which a jump is asked for, how far it may go at most, and the real milliseconds that
 * what it set free has to reach us: a tty hands over from a kernel work queue, and in order.
 */
const patienceOf = {
  line: { quiet: 1, farthest: 100, delivery: 1 },
  answer: { quiet: 25, farthest: Infinity, delivery: 2 },
} as const;

/** Real milliseconds after which the switch is asked again when it was busy; doubled up to `longestRetry`. */
const firstRetry = 2;
const longestRetry = 20;

/** `delivery`, before a deadline fires: then one more look costs little and a lost byte costs a verdict. */
const lastLook = 10;

/**
 * Real milliseconds after which what the switch has printed and has not come is given up: nobody had the console open. A
 * tty takes some ten of them on a machine that has too much to do.
 */
const longestDelivery = 500;

/** Real milliseconds after which a switch that does not answer its clock is given up. */
const longestAnswer = 30_000;

/** How long work may still go on, in real milliseconds, once the switch is gone. */
const graceWhenLost = 1_000;

interface Waiter {
  readonly deadline: Deadline;
  readonly patience: 'line' | 'answer';
  expire(): void;
  fail(why: Error): void;
}

interface ShiftableDeadline {
  at: number;
}

/**
 * The clock of a virtual lab that the harness steers. Its time is real time plus the jumps so far, and so is
 * the switch's. While somebody waits and all is quiet, one loop asks the switch to jump, at most to the
 * earliest deadline; the switch stops at its own earliest timer. A deadline is looked at only when no jump is
 * outstanding and what the last one set free has been read.
 */
export class SteeredClock implements Clock {
  readonly #lab: LabClock;
  readonly #start = performance.now();
  readonly #waiters = new Set<Waiter>();
  /** Deadlines that were set while a jump was outstanding: it is not to count against them. */
  readonly #setMeanwhile = new Set<ShiftableDeadline>();
  #jumped = 0;
  #lastActivity = -Infinity;
  #asking = false;
  #running = false;
  #closed = false;
  #lost: Error | undefined;
  #wake: () => void = () => undefined;

  constructor(lab: LabClock) {
    this.#lab = lab;
  }

  now(): number {
    return performance.now() - this.#start + this.#jumped;
  }

  in(milliseconds: number): Deadline {
    const deadline: ShiftableDeadline = { at: this.now() + milliseconds };
    if (this.#asking) this.#setMeanwhile.add(deadline);
    return deadline;
  }

  activity(): void {
    this.#lastActivity = performance.now();
  }

  wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    if (signal?.aborted === true) {
      reject(signal.reason as Error);
      return promise;
    }
    const leave = this.#enter({
      deadline: this.in(milliseconds),
      patience: 'answer',
      expire: () => resolve(undefined),
      fail: reject,
    });
    const abort = (): void => {
      leave();
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', abort, { once: true });
    return promise.finally(() => signal?.removeEventListener('abort', abort));
  }

  async within<T>(
    deadline: Deadline,
    work: Promise<T>,
    awaited: string,
    patience: Patience = {},
  ): Promise<T> {
    const { promise, reject } = Promise.withResolvers<never>();
    const leave = this.#enter({
      deadline,
      patience: patience.for ?? 'answer',
      expire: () => reject(new DeadlineExceeded(awaited)),
      fail: reject,
    });
    try {
      return await Promise.race([work, promise]);
    } finally {
      leave();
    }
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#failAll(clockClosed());
    return Promise.resolve();
  }

  #enter(waiter: Waiter): () => void {
    if (this.#closed) waiter.fail(clockClosed());
    else {
      this.#waiters.add(waiter);
      // Whoever waits has just begun something, whether a driver told of it or not.
      this.activity();
      this.#wake();
      if (!this.#running) void this.#run();
    }
    return () => void this.#waiters.delete(waiter);
  }

  #failAll(why: Error): void {
    for (const waiter of [...this.#waiters]) {
      this.#waiters.delete(waiter);
      waiter.fail(why);
    }
  }

  /** The one loop that jumps, for as long as somebody waits. */
  async #run(): Promise<void> {
    this.#running = true;
    let retry = firstRetry;
    try {
      // Work that is done already needs no clock.
      await turn();
      while (this.#waiters.size > 0) {
        if (this.#lost) {
          await this.#endWithoutSwitch(this.#lost);
          continue;
        }
        if (await this.#expireDue()) continue;
        const { quiet, farthest, delivery } = this.#patience();
        const toBeQuiet = quiet - this.#quiet();
        if (toBeQuiet > 0) {
          await this.#unlessSomeoneEnters(toBeQuiet);
          continue;
        }
        // Whoever was woken in this turn may be about to send.
        await turn();
        if (this.#quiet() < quiet || this.#waiters.size === 0) continue;
        const asked = Math.min(this.#earliest() - this.now(), farthest);
        if (asked <= 0) continue;
        const advanced = await this.#jump(asked);
        if (advanced > 0) {
          retry = firstRetry;
          await this.#deliver(delivery);
        } else {
          await realTime(retry);
          retry = Math.min(retry * 2, longestRetry);
        }
      }
    } finally {
      this.#running = false;
    }
  }

  /** Lets the deadlines that have come fire, after one more look for what is still on its way. */
  async #expireDue(): Promise<boolean> {
    if (this.#earliest() > this.now()) return false;
    await this.#deliver(lastLook);
    for (const waiter of [...this.#waiters]) {
      if (waiter.deadline.at > this.now()) continue;
      this.#waiters.delete(waiter);
      waiter.expire();
    }
    return true;
  }

  async #jump(milliseconds: number): Promise<number> {
    this.#asking = true;
    try {
      const advanced = await answeredInTime(this.#lab.advance(milliseconds));
      this.#jumped += advanced;
      for (const deadline of this.#setMeanwhile) deadline.at += advanced;
      return advanced;
    } catch (error) {
      this.#lost = error instanceof Error ? error : new Error(String(error));
      return 0;
    } finally {
      this.#setMeanwhile.clear();
      this.#asking = false;
    }
  }

  /**
   * Lets our own I/O be read: all that the switch says it has printed, at least two turns of the event loop, and until it
   * has been quiet for so long.
   */
  async #deliver(quiet: number): Promise<void> {
    const since = performance.now();
    const wasOnItsWay = !this.#lab.delivered;
    while (!this.#lab.delivered) {
      if (performance.now() - since > longestDelivery) this.#lab.giveUpOnUndelivered();
      else await realTime(1);
    }
    if (wasOnItsWay && quiet <= patienceOf.line.delivery) {
      // What drips over a line has come: nothing is left to wait for.
      await turn();
      await turn();
      return;
    }
    do {
      await turn();
      await turn();
      const toBeQuiet = quiet - Math.min(this.#quiet(), performance.now() - since);
      if (toBeQuiet <= 0) return;
      await realTime(toBeQuiet);
    } while (this.#waiters.size > 0 && performance.now() - since < 10 * quiet);
  }

  /** The switch is gone: what is under way may end by itself, then all fail for that reason. */
  async #endWithoutSwitch(why: Error): Promise<void> {
    const end = performance.now() + graceWhenLost;
    while (this.#waiters.size > 0 && performance.now() < end) await realTime(5);
    this.#failAll(new PcoError('the virtual switch has gone', { got: why.message }));
  }

  /** Lets real time go by, but not for somebody who enters and has less patience. */
  async #unlessSomeoneEnters(milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const timer = setTimeout(resolve, Math.ceil(milliseconds), undefined);
    this.#wake = () => resolve(undefined);
    await promise;
    clearTimeout(timer);
    this.#wake = () => undefined;
  }

  #patience(): (typeof patienceOf)['line' | 'answer'] {
    const onLine = [...this.#waiters].some(({ patience }) => patience === 'line');
    // A line that says nothing for as long as an answer may take is not dripping.
    return onLine && this.#quiet() < patienceOf.answer.quiet ? patienceOf.line : patienceOf.answer;
  }

  #quiet(): number {
    return performance.now() - this.#lastActivity;
  }

  #earliest(): number {
    return Math.min(...[...this.#waiters].map(({ deadline }) => deadline.at));
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function realTime(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.ceil(milliseconds)));
}

async function answeredInTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const never = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`it did not answer its clock within ${longestAnswer / 1000} s`)),
      longestAnswer,
    );
  });
  try {
    return await Promise.race([answer, never]);
  } finally {
    clearTimeout(timer);
  }
}
