import { type Deadline, DeadlineExceeded } from '../../bench/clock.ts';
import type { Wire } from './wire.ts';

/** For how long a line without a line feed must have stood before it is taken for whole, in milliseconds. */
const lineStand = 400;

/** The bytes before a line feed, and where in the recording they stand. */
export interface RawLine {
  readonly text: string;
  readonly from: number;
  /** Behind the line feed. */
  readonly next: number;
}

/** Reads complete lines off the recording, each byte once, and waits for more. */
export class LineCursor {
  readonly #wire: Wire;
  /** Where the next line begins, and up to where no line feed stands in it. */
  #lineFrom: number;
  #searched: number;

  constructor(wire: Wire, from: number) {
    this.#wire = wire;
    this.#lineFrom = Math.max(from, wire.first);
    this.#searched = this.#lineFrom;
  }

  /** The lines that are complete now. */
  *complete(): Generator<RawLine> {
    const wire = this.#wire;
    const { position } = wire;
    const fresh = wire.text(this.#searched, position);
    const base = this.#searched;
    this.#searched = position;
    let at = 0;
    for (let feed = fresh.indexOf('\n'); feed !== -1; feed = fresh.indexOf('\n', at)) {
      const from = this.#lineFrom;
      const next = base + feed + 1;
      const text = from < base ? wire.text(from, next - 1) : fresh.slice(from - base, feed);
      this.#lineFrom = next;
      at = feed + 1;
      yield { text, from, next };
    }
  }

  /** The line that no line feed has ended yet: a log line at the end of what was printed has none for long. */
  standing(): RawLine {
    const { position } = this.#wire;
    return { text: this.#wire.text(this.#lineFrom, position), from: this.#lineFrom, next: position };
  }

  /**
   * Waits for more to come. With `isAwaited`, what stands there is what is awaited: it is believed when nothing came
   * behind it for a while. Rejects with PcoError where the line closes.
   */
  async more(deadline: Deadline, awaited: string, isAwaited = false): Promise<'more' | 'stood' | 'deadline'> {
    const wire = this.#wire;
    if (this.#searched < wire.position) return 'more';
    if (wire.closed) throw wire.closedError(`while waiting for ${awaited}`);
    const stood = wire.in(lineStand);
    const until = isAwaited && stood.at < deadline.at ? { ...deadline, at: stood.at } : deadline;
    try {
      await wire.more(until, awaited);
      return 'more';
    } catch (error) {
      if (!(error instanceof DeadlineExceeded)) throw error;
      return until === deadline ? 'deadline' : 'stood';
    }
  }
}
