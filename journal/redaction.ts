import type { Json } from '../bench/pco.ts';
import type { Secret } from '../bench/secret.ts';
import { KnownForms, learnForms } from './known-forms.ts';
import { type RedactingStream, RedactingWindow } from './redacting-window.ts';
import { type Paint, ShownRow } from './shown-row.ts';
import { unescaped } from './unescaped.ts';

/** Puts masks of the same length in the place of secrets, so that positions stay what they were. */
export interface Redactor {
  /** From now on this one too. */
  add(secret: Secret): void;
  text(text: string): string;
  /**
   * Words that quote a piece of what came, as a driver's error does: quoted as JSON, and cut anywhere. So the end of a
   * secret is masked where a quotation begins, and its beginning where one ends, if they have 4 or more characters.
   */
  excerpt(text: string): string;
  /** A masked deep copy, keys too. Members that are undefined are left out, as JSON would. */
  json<Value extends Json>(value: Value): Value;
  /** For bytes that come in pieces: a secret is found across them. */
  stream(): RedactingStream;
}

export function createRedactor(secrets: readonly Secret[] = []): Redactor {
  return new FormRedactor(secrets);
}

/** The line editor of IOS was at work: where a secret stands is not where its characters came. */
const signOfEditor = /[\b$]/;

class FormRedactor implements Redactor {
  readonly #maskOfForm = new Map<string, string>();
  #known: KnownForms | undefined;

  constructor(secrets: readonly Secret[]) {
    for (const secret of secrets) this.add(secret);
  }

  add(secret: Secret): void {
    if (learnForms(this.#maskOfForm, secret)) this.#known = undefined;
  }

  get known(): KnownForms {
    return (this.#known ??= new KnownForms(this.#maskOfForm));
  }

  text(text: string): string {
    return signOfEditor.test(text) ? this.#asShown(text) : this.#asItStands(text);
  }

  excerpt(text: string): string {
    const characters = text.split('');
    const row = rowOf(characters, this.known, { quotes: true });
    for (const { index, character } of unescaped(text)) row.write(character.charCodeAt(0), index);
    row.flush();
    return characters.join('');
  }

  json<Value extends Json>(value: Value): Value {
    return this.#deep(value) as Value;
  }

  stream(): RedactingStream {
    return new RedactingWindow(() => this.known);
  }

  #asItStands(text: string): string {
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

  #asShown(text: string): string {
    const characters = text.split('');
    const row = rowOf(characters, this.known);
    for (let index = 0; index < text.length; index++) row.write(text.charCodeAt(index), index);
    row.end();
    return characters.join('');
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

/** A row whose masks go into the characters of a text. */
function rowOf(characters: string[], known: KnownForms, how?: { readonly quotes: boolean }): ShownRow {
  const paint: Paint = (position, code) => {
    characters[position] = String.fromCharCode(code);
  };
  return new ShownRow(known, paint, how);
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

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
