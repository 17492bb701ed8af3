import { setImmediate as turn } from 'node:timers/promises';
import { type Clock, type Deadline, DeadlineExceeded } from '../../bench/clock.ts';
import { PcoError } from '../../bench/errors.ts';
import type { Return } from '../../bench/pco.ts';
import type { Span } from '../../bench/span.ts';
import type { OpenTape, Tape } from '../../bench/tape.ts';

interface Line {
  readonly text: string;
  readonly from: number;
}

interface TypedTape {
  readonly tape: Tape;
  text: string;
  /** What is not on the tape yet. */
  waiting: string;
}

function record(typed: TypedTape): void {
  if (typed.waiting !== '') typed.tape.received(Buffer.from(typed.waiting, 'latin1'));
  typed.waiting = '';
}

/** Turns of the event loop in which what has arrived is accepted, read and understood. */
const turnsToRead = 10;

/** What a server of the bench wrote down: a tape of lines, a tape for what was typed in each session, and who waits. */
export class ServerLog {
  readonly #openTape: OpenTape;
  readonly #clock: Clock;
  readonly #tape: Tape;
  readonly #lines: Line[] = [];
  readonly #typed = new Map<string, TypedTape>();
  readonly #watchers = new Set<() => void>();

  constructor(pco: string, openTape: OpenTape, clock: Clock) {
    this.#openTape = openTape;
    this.#clock = clock;
    this.#tape = openTape(pco);
  }

  get position(): number {
    return this.#tape.position;
  }

  write(text: string): Span {
    const span = this.#tape.received(Buffer.from(text, 'latin1'));
    this.#lines.push({ text, from: span.from });
    this.#changed();
    return span;
  }

  /**
   * Something was typed; it stands on the tape of that name. A line that is not whole is kept back until somebody asks:
   * the journal masks a secret only where no other event comes between its parts.
   */
  take(name: string, bytes: Uint8Array): void {
    const typed = this.#typed.get(name) ?? { tape: this.#openTape(name), text: '', waiting: '' };
    this.#typed.set(name, typed);
    const text = Buffer.from(bytes).toString('latin1');
    typed.text += text;
    typed.waiting += text;
    if (/[\r\n]/.test(text)) record(typed);
    this.#changed();
  }

  /** All that was typed on a tape of `take`. */
  typed(name: string): string {
    return this.#typed.get(name)?.text ?? '';
  }

  /** Where that stands. */
  spansOf(name: string): readonly Span[] {
    const typed = this.#typed.get(name);
    if (typed === undefined) return [];
    record(typed);
    return [{ pco: name, from: 0, to: typed.tape.position }];
  }

  /** The lines from a position on. Throws PcoError where none begins or ends there. */
  since(position: number): { readonly text: string; readonly span: Span } {
    const index = this.#lines.findIndex(({ from }) => from === position);
    if (index < 0 && position !== this.position) {
      throw new PcoError(`There is no mark at ${position} of the recording of ${this.#tape.pco}`, {
        expected: 'a position that mark or listen gave',
        got: String(position),
      });
    }
    const lines = index < 0 ? [] : this.#lines.slice(index);
    return {
      text: lines.map(({ text }) => text).join(''),
      span: { pco: this.#tape.pco, from: position, to: this.position },
    };
  }

  /** A place from which `since` gives what comes from now on. */
  mark(): Return<{ readonly kind: 'mark'; readonly position: number }> {
    return { observation: { kind: 'mark', position: this.position }, spans: [] };
  }

  /** Resolves when what has arrived is written down. */
  async drained(): Promise<void> {
    for (let turns = 0; turns < turnsToRead; turns++) await turn();
  }

  /** Resolves when it is so, and at the deadline. */
  async until(isSo: () => boolean, deadline: Deadline, awaited: string): Promise<void> {
    if (isSo()) return;
    const reached = Promise.withResolvers<undefined>();
    const look = (): void => {
      if (isSo()) reached.resolve(undefined);
    };
    this.#watchers.add(look);
    try {
      await this.#clock.within(deadline, reached.promise, awaited);
    } catch (error) {
      if (!(error instanceof DeadlineExceeded)) throw error;
    } finally {
      this.#watchers.delete(look);
    }
  }

  #changed(): void {
    for (const look of [...this.#watchers]) look();
  }
}
