/** A terminal that says how much it has still to send, and when that is little again. */
export interface PacedLine {
  /** Bytes that wait for the line. */
  readonly backlog: number;
  /** Called whenever the backlog has become small; the latest listener only. */
  onDrained(listener: () => void): void;
}

/** Messages that may wait: the default of `logging queue-limit`. Those that come while so many do are dropped. */
const queueLimit = 100;
/** A message is given to the line when no more than this is before it, so that what is typed is echoed soon. */
export const smallBacklog = 64;

/** The logger's queue before the console: whole messages only, one after the other. */
export class ConsoleLog {
  readonly #line: PacedLine | undefined;
  readonly #show: (text: string) => void;
  #queue: string[] = [];

  /** Without a paced line every message is shown at once. */
  constructor(line: PacedLine | undefined, show: (text: string) => void) {
    this.#line = line;
    this.#show = show;
    line?.onDrained(() => this.#drain());
  }

  get full(): boolean {
    return this.#queue.length >= queueLimit;
  }

  add(text: string): void {
    this.#queue.push(text);
    this.#drain();
  }

  clear(): void {
    this.#queue = [];
  }

  #drain(): void {
    while (this.#queue[0] !== undefined && (this.#line?.backlog ?? 0) <= smallBacklog) {
      this.#show(this.#queue.shift() ?? '');
    }
  }
}
