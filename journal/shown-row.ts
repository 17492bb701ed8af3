import { type KnownForms, tellingLength } from './known-forms.ts';
import type { TypedEcho } from './typed-echo.ts';
import { behindDollar, goesOn, type ScrolledPart, telling } from './scrolled-part.ts';

/** Puts a character of a mask in the place of one that came. */
export type Paint = (position: number, character: number) => void;

const bell = 0x07;
const backspace = 0x08;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const blank = 0x20;
const quotationMark = 0x22;
const dollar = 0x24;
const hash = 0x23;
const greater = 0x3e;

/** What the columns behind a secret's beginning may be blanked before its rest comes. */
const mostBlanks = 512;
const fewestColumns = 1024;
/** What is typed on a line of IOS is not longer. */
const longestTyped = 256;

/**
 * The row of a terminal that is being written, and what of it is secret. Secrets are looked for in what stands on
 * the row, not in what comes one after the other: the line editor of IOS writes blanks and backspaces into the middle
 * of an echoed line when it scrolls (netmiko issue 160), and begins the rest anywhere behind a `$`.
 */
export class ShownRow {
  readonly #paint: Paint;
  /** A quotation mark may stand where a secret was cut in two, and so may the beginning. */
  readonly #quotes: boolean;
  #known: KnownForms;
  #column = 0;
  #columns = fewestColumns;
  #codes = new Uint16Array(fewestColumns);
  /** Where in the recording each column's character stands. */
  #positions = new Float64Array(fewestColumns);
  /** The automaton's state behind each column. */
  #states = new Int32Array(fewestColumns);
  /** The first column that may yet be masked with what comes behind this one; -1 for none. */
  #open = new Int32Array(fewestColumns);
  #scrolled: (ScrolledPart | undefined)[] = [];
  #echo: TypedEcho | undefined;
  /** What stands before this place of the recording is settled: it may have been given out. */
  #settled = 0;
  /** The column of what was written last, but for blanks; -1 where the cursor has gone back over it. */
  #lastInk = -1;

  constructor(known: KnownForms, paint: Paint, { quotes = false } = {}) {
    this.#known = known;
    this.#paint = paint;
    this.#quotes = quotes;
    this.#makeRoom();
  }

  get known(): KnownForms {
    return this.#known;
  }

  /** From now on these forms; also in what stands on the row. */
  learn(known: KnownForms): void {
    this.#known = known;
    this.#makeRoom();
    const end = this.#column;
    for (this.#column = 0; this.#column < end;) this.#put(this.#codes[this.#column] ?? 0);
  }

  /** A line was typed whose echo is to come; undefined: another one, without a secret. */
  expect(echo: TypedEcho | undefined): void {
    this.#echo = echo;
  }

  write(code: number, position: number): void {
    this.#take(code, position);
    this.#settled = Math.max(this.#settled, this.openFrom ?? position + 1);
  }

  #take(code: number, position: number): void {
    if (code === backspace) return this.#back();
    if (code === 0 || code === bell) return;
    if (code === carriageReturn || code === lineFeed) return this.#leave();
    if (this.#column === this.#columns) this.#shift();
    this.#positions[this.#column] = position;
    this.#put(code);
  }

  /** Where the first character stands that may yet be masked. */
  get openFrom(): number | undefined {
    const open = this.#column === 0 ? -1 : (this.#open[this.#column - 1] ?? -1);
    return open < 0 ? undefined : this.#positions[open];
  }

  /** The row breaks off here: masks what the editor shows of a secret's middle. */
  end(): void {
    this.#breakOff(this.#column);
    this.#maskScrolled(this.#column - 1);
  }

  /** As `end`; the beginning of a secret is masked too, as far as it has come. */
  flush(): void {
    this.end();
    let last = this.#column - 1;
    while (last >= 0 && this.#codes[last] === blank && this.#open[last] !== -1) last--;
    this.#maskBeginning(last);
  }

  #put(code: number): void {
    const { automaton, masks } = this.#known;
    const column = this.#column++;
    const before = column === 0 ? 0 : (this.#states[column - 1] ?? 0);
    const state = automaton.step(before, code);
    this.#codes[column] = code;
    if (code !== blank) this.#lastInk = column;
    this.#states[column] = state;
    const ended = automaton.endingAt(state);
    if (this.#echo !== undefined) this.#follow(this.#echo, column, code, ended >= 0);
    if (ended >= 0) {
      const mask = masks[ended] ?? '';
      this.#mask(column + 1 - mask.length, column, mask, 0);
    }
    if (column > 0 && (code === dollar || this.#isQuote(code))) {
      this.#maskScrolled(column - 1);
      this.#maskBeginning(column - 1);
    }
    const part = this.#partAt(column, code);
    this.#scrolled[column] = part;
    if (part?.ended !== undefined) this.#maskScrolled(column);
    this.#open[column] = this.#openAt(column, code, automaton.depth(state), part);
  }

  /** Whether the character goes on with the echo that is awaited, breaks it off, or is the last of it. */
  #follow(echo: TypedEcho, column: number, code: number, ended: boolean): void {
    const { automaton } = this.#known;
    const depth = (at: number): number => (at < 0 ? 0 : automaton.depth(this.#states[at] ?? 0));
    const character = String.fromCharCode(code);
    if (ended) return echo.whole();
    const breaksSecret = depth(column - 1) > 0 && depth(column) <= depth(column - 1);
    const follows = echo.come > 0 && echo.goesOnWith(character);
    if (!follows && (breaksSecret || echo.come > 0)) this.#breakOff(column);
    const left = echo.write(character);
    if (left !== undefined && left.length >= tellingLength)
      this.#mask(column + 1 - left.length, column, left.mask, 0);
  }

  /** Something else comes at this column, or nothing. */
  #breakOff(column: number): void {
    if (this.#echo === undefined) return;
    const row = String.fromCharCode(...this.#codes.subarray(Math.max(0, column - longestTyped), column));
    const broken = this.#echo.breakOff(row);
    if (broken !== undefined) this.#mask(column - broken.length, column - 1, broken.mask, 0);
  }

  #partAt(column: number, code: number): ScrolledPart | undefined {
    if (this.#isQuote(code)) return behindDollar(column);
    const beginning = this.#quotes ? behindDollar(-1) : undefined;
    const before = column === 0 ? beginning : this.#scrolled[column - 1];
    if (code === dollar) {
      const left = column === 0 ? hash : this.#codes[column - 1];
      return left === hash || left === greater ? behindDollar(column) : undefined;
    }
    return before && goesOn(before, String.fromCharCode(code), this.#known);
  }

  #isQuote(code: number): boolean {
    return this.#quotes && code === quotationMark;
  }

  #openAt(column: number, code: number, depth: number, part: ScrolledPart | undefined): number {
    const beginning = depth > 0 ? column + 1 - depth : -1;
    const scrolled = part === undefined || part.length === 0 ? -1 : part.from;
    const come = this.#echo?.come ?? 0;
    if (come > 0) return Math.min(column + 1 - come, ...[beginning, scrolled].filter((open) => open >= 0));
    if (beginning >= 0 && scrolled >= 0) return Math.min(beginning, scrolled);
    if (beginning >= 0 || scrolled >= 0) return Math.max(beginning, scrolled);
    if (code !== blank || column === 0) return -1;
    const open = this.#open[column - 1] ?? -1;
    return open >= 0 && column - open < mostBlanks ? open : -1;
  }

  #back(): void {
    if (this.#column === 0) return;
    const last = this.#column - 1;
    // Blanks that nothing open stands before are no blanking.
    if (this.#codes[last] === blank && this.#open[last] === -1) this.#lastInk = -1;
    if (last === this.#lastInk) {
      this.#maskScrolled(last);
      this.#maskBeginning(last);
      this.#lastInk = -1;
    }
    this.#column = last;
  }

  #leave(): void {
    this.#breakOff(this.#column);
    this.#maskScrolled(this.#column - 1);
    this.#column = 0;
  }

  #maskScrolled(last: number): void {
    const shown = last < 0 ? undefined : this.#scrolled[last];
    const part = telling(shown);
    if (shown !== undefined && part !== undefined) this.#mask(shown.from, last, part.mask, part.from);
  }

  #maskBeginning(last: number): void {
    if (last < 0) return;
    const { automaton, masks } = this.#known;
    const state = this.#states[last] ?? 0;
    const depth = automaton.depth(state);
    if (depth >= tellingLength)
      this.#mask(last + 1 - depth, last, masks[automaton.leadingTo(state)] ?? '', 0);
  }

  #mask(from: number, to: number, mask: string, maskFrom: number): void {
    for (let column = Math.max(0, from); column <= to; column++) {
      const position = this.#positions[column] ?? 0;
      if (position >= this.#settled) this.#paint(position, mask.charCodeAt(maskFrom + column - from));
    }
  }

  /** The row is longer than any that a person sees: forgets its first half. */
  #shift(): void {
    const half = this.#columns >> 1;
    this.#codes.copyWithin(0, half);
    this.#positions.copyWithin(0, half);
    this.#states.copyWithin(0, half);
    this.#open.copyWithin(0, half);
    this.#scrolled = this.#scrolled.slice(half).map((part) => part && { ...part, from: part.from - half });
    for (let column = 0; column < half; column++)
      this.#open[column] = Math.max(-1, (this.#open[column] ?? -1) - half);
    this.#column -= half;
    this.#lastInk -= half;
  }

  /** Half of the row is longer than the longest form. */
  #makeRoom(): void {
    const longest = this.#known.masks.reduce((most, { length }) => Math.max(most, length), 0);
    const columns = Math.max(this.#columns, 4 * longest);
    if (columns === this.#columns) return;
    this.#columns = columns;
    this.#codes = grown(this.#codes, new Uint16Array(columns));
    this.#positions = grown(this.#positions, new Float64Array(columns));
    this.#states = grown(this.#states, new Int32Array(columns));
    this.#open = grown(this.#open, new Int32Array(columns));
  }
}

function grown<Numbers extends Uint16Array | Float64Array | Int32Array>(
  old: Numbers,
  longer: Numbers,
): Numbers {
  longer.set(old);
  return longer;
}
