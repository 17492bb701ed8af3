import { PcoError } from '../../bench/errors.ts';
import type { Span } from '../../bench/span.ts';
import type { Tape } from '../../bench/tape.ts';
import type { Trap } from '../../bench/trap-listener.ts';
import { type TrapFact, writeTrapFact } from '../../bench/trap-reading.ts';

/**
 * Bytes of lines that are kept between two answers of the listener. The journal keeps 64 KiB of a PCO whole between two
 * returns, and a call whose bytes are not whole proves nothing: what is beyond is better counted as lost. What is no good
 * notification has a share of its own, so that a flood of it does not crowd out the one that is awaited.
 */
const roomFor = { notifications: 40_000, others: 14_000 } as const;
export type Share = keyof typeof roomFor;

interface Line {
  readonly text: string;
  readonly span: Span;
  readonly trap?: Trap;
}

/** The lines of the listener's tape, where they stand, and who waits for one. */
export class TrapLog {
  readonly #tape: Tape;
  readonly #lines: Line[] = [];
  readonly #watchers = new Set<(trap: Trap) => void>();
  #used = { notifications: 0, others: 0 };
  #lost = 0;

  constructor(tape: Tape) {
    this.#tape = tape;
  }

  get position(): number {
    return this.#tape.position;
  }

  /** Whether there is room for more of this share; where there is none, the datagram is to be counted by `lose`. */
  hasRoom(share: Share): boolean {
    return this.#used[share] < roomFor[share];
  }

  lose(count = 1): void {
    this.#lost += count;
  }

  /** Puts a datagram on the tape, or counts it as lost where it does not fit. */
  keep(fact: TrapFact, share: Share, trap: Trap | undefined): void {
    const text = writeTrapFact(fact);
    if (this.#used[share] + text.length > roomFor[share]) {
      this.lose();
      return;
    }
    this.#used[share] += text.length;
    this.#write(text, trap);
    if (trap === undefined) return;
    for (const look of [...this.#watchers]) look(trap);
  }

  /** Puts what is no datagram of the DUT's on the tape. */
  note(fact: TrapFact): { readonly text: string; readonly span: Span } {
    return this.#write(writeTrapFact(fact));
  }

  /** Writes down how many were lost, and makes room: to be called last before an answer is given. */
  settle(): void {
    if (this.#lost > 0) this.note({ fact: 'lost', count: this.#lost });
    this.#lost = 0;
    this.#used = { notifications: 0, others: 0 };
  }

  /** The lines from a position on. Throws PcoError where none begins or ends there. */
  since(position: number): { readonly text: string; readonly span: Span } {
    const lines = this.#from(position);
    const { pco } = this.#tape;
    return { text: lines.map(({ text }) => text).join(''), span: { pco, from: position, to: this.position } };
  }

  trapsSince(position: number): readonly Trap[] {
    return this.#from(position).flatMap(({ trap }) => (trap === undefined ? [] : [trap]));
  }

  /** Calls back for each trap that is kept until the returned function is called. */
  watch(look: (trap: Trap) => void): () => void {
    this.#watchers.add(look);
    return () => void this.#watchers.delete(look);
  }

  #from(position: number): readonly Line[] {
    if (position === this.position) return [];
    const index = this.#lines.findIndex(({ span }) => span.from === position);
    if (index >= 0) return this.#lines.slice(index);
    throw new PcoError(`There is no mark at ${position} of the trap listener's recording`, {
      expected: 'a position that mark gave',
      got: String(position),
    });
  }

  #write(text: string, trap?: Trap): { readonly text: string; readonly span: Span } {
    const span = this.#tape.received(Buffer.from(text, 'latin1'));
    const line = { text, span, ...(trap === undefined ? {} : { trap }) };
    this.#lines.push(line);
    return line;
  }
}
