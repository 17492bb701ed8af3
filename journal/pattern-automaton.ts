/** A pattern that ends at a place of the text: it covers `start` (inclusive) to `end` (exclusive). */
export type OnMatch = (start: number, end: number, pattern: number) => void;

/**
 * Finds many patterns in one pass over a text that comes in pieces (Aho and Corasick, 1975): the work is
 * linear in the text, however many patterns there are. A state is a number; 0 is the beginning.
 */
export class PatternAutomaton {
  /** Character to column of the table; 0 for characters of no pattern. */
  readonly #column = new Uint16Array(65_536);
  readonly #columns: number;
  readonly #next: Int32Array;
  readonly #depth: Int32Array;
  /** The longest pattern that ends at a state, or -1. */
  readonly #ending: Int32Array;
  /** A pattern that goes on from a state. */
  readonly #leadingTo: Int32Array;
  readonly #lengths: readonly number[];

  constructor(patterns: readonly string[]) {
    this.#lengths = patterns.map((pattern) => pattern.length);
    let columns = 1;
    for (const pattern of patterns)
      for (let index = 0; index < pattern.length; index++) {
        const code = pattern.charCodeAt(index);
        if (this.#column[code] === 0) this.#column[code] = columns++;
      }
    this.#columns = columns;
    const most = patterns.reduce((sum, pattern) => sum + pattern.length, 1);
    this.#next = new Int32Array(most * columns);
    this.#depth = new Int32Array(most);
    this.#ending = new Int32Array(most).fill(-1);
    this.#leadingTo = new Int32Array(most).fill(-1);
    let states = 1;
    for (const [number, pattern] of patterns.entries()) states = this.#plant(pattern, number, states);
    this.#linkFailures();
  }

  /** The state after `text[from, to)`; tells of the longest pattern that ends at each place. */
  scan(
    text: { readonly length: number; at(index: number): number },
    from: number,
    state: number,
    onMatch: OnMatch,
  ): number {
    let current = state;
    for (let index = from; index < text.length; index++) {
      current = this.step(current, text.at(index));
      const pattern = this.endingAt(current);
      if (pattern >= 0) onMatch(index + 1 - this.#lengthOf(pattern), index + 1, pattern);
    }
    return current;
  }

  /** The state after one more character. */
  step(state: number, code: number): number {
    return this.#next[state * this.#columns + (this.#column[code] ?? 0)] ?? 0;
  }

  /** The longest pattern that ends with the last character; -1 for none. */
  endingAt(state: number): number {
    return this.#ending[state] ?? -1;
  }

  /** How many of the last characters could be the beginning of a pattern that has not ended yet. */
  depth(state: number): number {
    return this.#depth[state] ?? 0;
  }

  /** The pattern whose beginning those characters are. */
  leadingTo(state: number): number {
    return this.#leadingTo[state] ?? -1;
  }

  #lengthOf(pattern: number): number {
    return this.#lengths[pattern] ?? 0;
  }

  #plant(pattern: string, number: number, states: number): number {
    let state = 0;
    let grown = states;
    for (let index = 0; index < pattern.length; index++) {
      const cell = state * this.#columns + (this.#column[pattern.charCodeAt(index)] ?? 0);
      if (this.#next[cell] === 0) {
        this.#next[cell] = grown;
        this.#depth[grown] = index + 1;
        this.#leadingTo[grown] = number;
        grown++;
      }
      state = this.#next[cell] ?? 0;
    }
    this.#ending[state] = number;
    return grown;
  }

  /** Fills the missing steps of each state from the state of its longest proper suffix, breadth first. */
  #linkFailures(): void {
    const failure = new Int32Array(this.#depth.length);
    const queue = [0];
    for (const state of queue) {
      const suffix = failure[state] ?? 0;
      let goesOn = false;
      if (state !== 0 && this.#ending[state] === -1) this.#ending[state] = this.#ending[suffix] ?? -1;
      for (let column = 1; column < this.#columns; column++) {
        const cell = state * this.#columns + column;
        const child = this.#next[cell] ?? 0;
        const onSuffix = state === 0 ? 0 : (this.#next[suffix * this.#columns + column] ?? 0);
        if (child === 0) {
          this.#next[cell] = onSuffix;
        } else {
          failure[child] = onSuffix;
          queue.push(child);
          goesOn = true;
        }
      }
      if (!goesOn) {
        this.#depth[state] = this.#depth[suffix] ?? 0;
        this.#leadingTo[state] = this.#leadingTo[suffix] ?? -1;
      }
    }
  }
}
