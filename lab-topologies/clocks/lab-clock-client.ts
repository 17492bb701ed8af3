import type { Readable, Writable } from 'node:stream';
import type { Tape } from '../../bench/tape.ts';
import type { ConsoleTraffic } from './console-traffic.ts';
import { clockAnswerSchema, readySchema, type ClockAnswer, type Ready } from '../../protocols/lab-clock.ts';

/** What a steered clock asks of the lab. */
export interface LabClock {
  /** Lets up to so many milliseconds of the switch's time go by at once; gives how many went by. */
  advance(milliseconds: number): Promise<number>;
  /** Whether all that the switch had printed by its last answer has come. */
  readonly delivered: boolean;
  /** What has not come by now is not waited for any more. */
  giveUpOnUndelivered(): void;
}

/** What is asked of one switch of several that share a clock. */
export interface LinkableClock extends LabClock {
  /** How far `advance` would go now; 0 while the switch is busy. */
  reach(milliseconds: number): Promise<number>;
}

/** The harness's end of the control pipe of a virtual switch (protocols/lab-clock.ts). */
export class LabClockClient implements LinkableClock {
  /** The first line of the switch; rejects when the switch ends before it, or says something else. */
  readonly ready: Promise<Ready>;
  readonly #requests: Writable;
  readonly #waiting = new Map<
    number,
    { resolve: (answer: ClockAnswer) => void; reject: (why: Error) => void }
  >();
  readonly #isReady: (ready: Ready) => void;
  readonly #isNotReady: (why: Error) => void;
  #tape: Tape | undefined;
  #console: ConsoleTraffic | undefined;
  /** Bytes that the switch has given to its console, by its last answer. */
  #printed = 0;
  /** Bytes of them that did not come: nobody had the console open. */
  #missed = 0;
  #nextId = 0;
  #heard = '';
  #said = false;
  #lost: Error | undefined;

  /** `whyEnded` says more of the end than the pipe can, such as how the process ended. */
  constructor(pipe: { requests: Writable; answers: Readable; whyEnded?: Promise<Error> }) {
    const ready = Promise.withResolvers<Ready>();
    this.ready = ready.promise;
    this.#isReady = ready.resolve;
    this.#isNotReady = ready.reject;
    // Whoever does not wait for it is not to die of it.
    ready.promise.catch(() => undefined);
    this.#requests = pipe.requests;
    const ended = (): void => {
      const why = pipe.whyEnded ?? Promise.resolve(new Error('the virtual switch closed its control pipe'));
      void why.then((error) => this.#lose(error));
    };
    pipe.requests.on('error', ended);
    pipe.answers.setEncoding('utf8');
    pipe.answers.on('data', (text: string) => this.#hear(text));
    pipe.answers.on('error', ended);
    pipe.answers.on('end', ended);
  }

  /** From now on all that crosses the pipe is journalled. */
  recordOn(tape: Tape): void {
    this.#tape = tape;
  }

  /** From now on no jump overtakes what crosses the console. */
  watchConsole(traffic: ConsoleTraffic): void {
    this.#console = traffic;
  }

  get delivered(): boolean {
    return this.#console === undefined || this.#console.received + this.#missed >= this.#printed;
  }

  giveUpOnUndelivered(): void {
    this.#missed = Math.max(this.#missed, this.#printed - (this.#console?.received ?? 0));
  }

  async now(): Promise<number> {
    const { now } = await this.#ask({ op: 'now' });
    return now;
  }

  async advance(milliseconds: number): Promise<number> {
    const { advanced, printed = 0 } = await this.#ask({ op: 'advance', ...this.#jump(milliseconds) });
    this.#printed = printed;
    if (advanced === undefined) throw new Error('the virtual switch did not say how far its clock went');
    return advanced;
  }

  async reach(milliseconds: number): Promise<number> {
    const { reach } = await this.#ask({ op: 'reach', ...this.#jump(milliseconds) });
    if (reach === undefined) throw new Error('the virtual switch did not say how far its clock could go');
    return reach;
  }

  #jump(ms: number): { ms: number; typed?: number } {
    return this.#console === undefined ? { ms } : { ms, typed: this.#console.sent };
  }

  /** All that waits, and all that is asked from now on, fails for this reason; the first one given counts. */
  #lose(why: Error): void {
    this.#lost ??= why;
    this.#isNotReady(this.#lost);
    for (const { reject } of this.#waiting.values()) reject(this.#lost);
    this.#waiting.clear();
  }

  #ask(
    request: { op: 'now' } | { op: 'advance' | 'reach'; ms: number; typed?: number },
  ): Promise<ClockAnswer> {
    if (this.#lost) return Promise.reject(this.#lost);
    const id = this.#nextId++;
    const line = `${JSON.stringify({ id, ...request })}\n`;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#tape?.sending(Buffer.from(line));
      this.#requests.write(line);
    });
  }

  #hear(text: string): void {
    this.#tape?.received(Buffer.from(text));
    const lines = (this.#heard + text).split('\n');
    this.#heard = lines.pop() ?? '';
    for (const line of lines) this.#take(line);
  }

  #take(line: string): void {
    if (!this.#said) {
      this.#said = true;
      const ready = readySchema.safeParse(parseJson(line));
      if (ready.success) this.#isReady(ready.data);
      else this.#lose(new Error(`the virtual switch began with ${JSON.stringify(line.slice(0, 200))}`));
      return;
    }
    const answer = clockAnswerSchema.safeParse(parseJson(line));
    const waiting = answer.success ? this.#waiting.get(answer.data.id) : undefined;
    if (!answer.success || !waiting) {
      this.#lose(new Error(`the virtual switch answered ${JSON.stringify(line.slice(0, 200))} to its clock`));
      return;
    }
    this.#waiting.delete(answer.data.id);
    waiting.resolve(answer.data);
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
