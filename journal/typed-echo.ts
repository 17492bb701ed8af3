import { tellingLength } from './known-forms.ts';

/** Where in a line that was typed a secret stands. */
export interface TypedSecret {
  readonly from: number;
  readonly to: number;
  readonly mask: string;
}

/** The last characters of a row that are of a secret, and what stands for them. */
export interface BrokenOff {
  readonly length: number;
  readonly mask: string;
}

/** So many characters before a secret tell that its beginning on a row is no chance. */
const before = 8;
/** With them, at least so many must be there. */
const fewest = 6;

/**
 * The echo of a line that was typed, with a secret in it. A device that has something to log prints it into the middle of the
 * echo: then a secret's beginning stands at the end of a row, and what is left of it somewhere behind.
 */
export class TypedEcho {
  readonly #text: string;
  readonly #secrets: readonly TypedSecret[];
  #left: { readonly text: string; readonly mask: string } | undefined;
  /** How much of what is left stands at the end of what was written last. */
  #come = 0;

  constructor(text: string, secrets: readonly TypedSecret[]) {
    this.#text = text;
    this.#secrets = secrets;
  }

  /** Something else is printed behind `row`: what at its end is of a secret. */
  breakOff(row: string): BrokenOff | undefined {
    const broken = this.#ofTyped(row) ?? this.#ofLeft(row);
    this.#come = 0;
    return broken;
  }

  /** One more character is on the row: gives what is left of a secret when all of that has come. */
  write(character: string): BrokenOff | undefined {
    const left = this.#left;
    if (left === undefined) return undefined;
    let come = left.text.slice(0, this.#come) + character;
    while (!left.text.startsWith(come)) come = come.slice(1);
    this.#come = come.length;
    if (come !== left.text) return undefined;
    this.whole();
    return { length: come.length, mask: left.mask };
  }

  /** Whether the next character could be of what is left, and how many of the last are. */
  get come(): number {
    return this.#come;
  }

  goesOnWith(character: string): boolean {
    return this.#left?.text.charAt(this.#come) === character;
  }

  /** The echo of the secret has come whole. */
  whole(): void {
    this.#left = undefined;
    this.#come = 0;
  }

  #ofTyped(row: string): BrokenOff | undefined {
    for (const { from, to, mask } of this.#secrets)
      for (let end = to - 1; end > from; end--) {
        const shown = this.#text.slice(Math.max(0, from - before), end);
        if (shown.length < fewest || !row.endsWith(shown)) continue;
        this.#left = { text: this.#text.slice(end, to), mask: mask.slice(end - from) };
        return { length: end - from, mask };
      }
    return undefined;
  }

  /** It is broken off once more. */
  #ofLeft(row: string): BrokenOff | undefined {
    const left = this.#left;
    const length = this.#come;
    if (left === undefined || length === 0) return undefined;
    if (length < row.length && length < tellingLength) return undefined;
    this.#left = { text: left.text.slice(length), mask: left.mask.slice(length) };
    return { length, mask: left.mask };
  }
}
