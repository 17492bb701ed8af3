import type { Json } from '../bench/pco.ts';
import { maskOf, type Secret } from '../bench/secret.ts';
import { PatternAutomaton } from './pattern-automaton.ts';
import { formsOf } from './secret-forms.ts';

/** Fewer characters than this of a secret's beginning tell nothing, and masking them would eat plain text. */
const tellingBeginning = 4;

/** Puts masks of the same length in the place of secrets, so that positions stay what they were. */
export interface Redactor {
  /** From now on this one too. */
  add(secret: Secret): void;
  text(text: string): string;
  /** A masked deep copy, keys too. Members that are undefined are left out, as JSON would. */
  json<Value extends Json>(value: Value): Value;
  /** For bytes that come in pieces: a secret is found across them. */
  stream(): RedactingStream;
}

export interface RedactingStream {
  /** As many of the bytes so far as are known to be no unfinished secret, masked. */
  push(bytes: Uint8Array): Uint8Array;
  /**
   * All that `push` holds back. Where it is the beginning of a secret of 4 or more characters, it is masked.
   * The stream may go on: the rest of that secret is then masked too.
   */
  flush(): Uint8Array;
}

export function createRedactor(secrets: readonly Secret[] = []): Redactor {
  return new FormRedactor(secrets);
}

interface Known {
  readonly automaton: PatternAutomaton;
  /** The mask of each pattern, by its number. */
  readonly masks: readonly string[];
}

class FormRedactor implements Redactor {
  readonly #maskOfForm = new Map<string, string>();
  #known: Known | undefined;

  constructor(secrets: readonly Secret[]) {
    for (const secret of secrets) this.add(secret);
  }

  add(secret: Secret): void {
    for (const form of formsOf(secret)) {
      if (this.#maskOfForm.has(form)) continue;
      this.#maskOfForm.set(form, maskOf(secret.name, form.length));
      this.#known = undefined;
    }
  }

  get known(): Known {
    this.#known ??= {
      automaton: new PatternAutomaton([...this.#maskOfForm.keys()]),
      masks: [...this.#maskOfForm.values()],
    };
    return this.#known;
  }

  text(text: string): string {
    const { automaton, masks } = this.known;
    const found: Masked[] = [];
    const codes = { length: text.length, at: (index: number) => text.charCodeAt(index) };
    automaton.scan(codes, 0, 0, (start, end, pattern) => {
      cover(found, { start, end, mask: masks[pattern] ?? '' });
    });
    if (found.length === 0) return text;
    const parts: string[] = [];
    let done = 0;
    for (const { start, end, mask } of found) {
      parts.push(text.slice(done, start), mask.slice(0, end - start));
      done = end;
    }
    parts.push(text.slice(done));
    return parts.join('');
  }

  json<Value extends Json>(value: Value): Value {
    return this.#deep(value) as Value;
  }

  stream(): RedactingStream {
    return new Window(() => this.known);
  }

  #deep(value: Json): Json {
    if (typeof value === 'string') return this.text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (isArray(value)) return value.map((item) => this.#deep(item));
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, member]) =>
        member === undefined ? [] : [[this.text(key), this.#deep(member)]],
      ),
    );
  }
}

interface Masked {
  readonly start: number;
  readonly end: number;
  readonly mask: string;
}

/** A later match covers what it shares with earlier ones: ends ascend, so the longest secret has its mask whole. */
function cover(found: Masked[], match: Masked): void {
  let last = found.at(-1);
  while (last !== undefined && last.start >= match.start) {
    found.pop();
    last = found.at(-1);
  }
  if (last !== undefined && last.end > match.start) found[found.length - 1] = { ...last, end: match.start };
  found.push(match);
}

/** Holds back only the longest tail that could be the beginning of a secret. */
class Window implements RedactingStream {
  readonly #latest: () => Known;
  #known: Known;
  #state = 0;
  /** The last bytes as they came, as many as the state is deep, and the same bytes masked. */
  #raw: Uint8Array = new Uint8Array(0);
  #masked: Uint8Array = new Uint8Array(0);
  /** How many of these were given out already. */
  #given = 0;

  constructor(latest: () => Known) {
    this.#latest = latest;
    this.#known = latest();
  }

  push(bytes: Uint8Array): Uint8Array {
    this.#learn();
    const seen = this.#raw.length;
    this.#raw = joined(this.#raw, bytes);
    this.#masked = joined(this.#masked, bytes);
    this.#scan(seen);
    return this.#give(this.#raw.length - this.#known.automaton.depth(this.#state));
  }

  flush(): Uint8Array {
    this.#learn();
    const { automaton, masks } = this.#known;
    const depth = automaton.depth(this.#state);
    if (depth >= tellingBeginning) {
      const mask = masks[automaton.leadingTo(this.#state)] ?? '';
      this.#paint(this.#raw.length - depth, this.#raw.length, mask);
    }
    return this.#give(this.#raw.length);
  }

  /** Secrets may have been added since the last bytes. */
  #learn(): void {
    const latest = this.#latest();
    if (latest === this.#known) return;
    this.#known = latest;
    this.#state = 0;
    this.#scan(0);
  }

  #scan(from: number): void {
    const raw = this.#raw;
    const codes = { length: raw.length, at: (index: number) => raw[index] ?? 0 };
    this.#state = this.#known.automaton.scan(codes, from, this.#state, (start, end, pattern) => {
      this.#paint(start, end, this.#known.masks[pattern] ?? '');
    });
  }

  #paint(start: number, end: number, mask: string): void {
    for (let index = start; index < end; index++) this.#masked[index] = mask.charCodeAt(index - start);
  }

  #give(to: number): Uint8Array {
    const given = this.#masked.slice(this.#given, to);
    const keep = this.#raw.length - this.#known.automaton.depth(this.#state);
    this.#given = Math.max(this.#given, to) - keep;
    this.#raw = this.#raw.slice(keep);
    this.#masked = this.#masked.slice(keep);
    return given;
  }
}

/** Always a copy: what was given out must not change when more is masked. */
function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
