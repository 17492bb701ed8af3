import type { Json } from '../bench/pco.ts';
import type { Secret } from '../bench/secret.ts';
import { KnownForms, learnForms } from './known-forms.ts';
import { type RedactingStream, RedactingWindow } from './redacting-window.ts';
import { type Paint, ShownRow } from './shown-row.ts';
import { TypedEcho } from './typed-echo.ts';
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
  /**
   * A masked deep copy, keys too. Members that are undefined are left out, as JSON would. Where the value answers what was
   * typed, the echo of that may stand in it in pieces.
   */
  json<Value extends Json>(value: Value, typed?: Json): Value;
  /** For the echo of a typed line; undefined where it has no secret in it, or is one, which no device echoes. */
  echoOf(line: string): TypedEcho | undefined;
  /** For bytes that come in pieces: a secret is found across them. */
  stream(): RedactingStream;
}

export function createRedactor(secrets: readonly Secret[] = []): Redactor {
  return new FormRedactor(secrets);
}

/** The line editor of IOS was at work: where a secret stands is not where its characters came. */
const signOfEditor = /[\x00\x07\b$]/;

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

  json<Value extends Json>(value: Value, typed: Json = null): Value {
    const [echo] = textsIn(typed).flatMap((text) => this.echoOf(text) ?? []);
    return this.#deep(value, echo) as Value;
  }

  echoOf(line: string): TypedEcho | undefined {
    const secrets = this.#found(line);
    const alone = secrets.some(({ start, end }) => end - start === line.length);
    if (secrets.length === 0 || alone) return undefined;
    return new TypedEcho(
      line,
      secrets.map(({ start, end, mask }) => ({ from: start, to: end, mask: mask.slice(0, end - start) })),
    );
  }

  stream(): RedactingStream {
    return new RedactingWindow(() => this.known);
  }

  #found(text: string): readonly Masked[] {
    const { automaton, masks } = this.known;
    const found: Masked[] = [];
    const codes = { length: text.length, at: (index: number) => text.charCodeAt(index) };
    automaton.scan(codes, 0, 0, (start, end, pattern) => {
      cover(found, { start, end, mask: masks[pattern] ?? '' });
    });
    return found;
  }

  #asItStands(text: string): string {
    const found = this.#found(text);
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

  #asShown(text: string, echo?: TypedEcho): string {
    const characters = text.split('');
    const row = rowOf(characters, this.known);
    row.expect(echo);
    for (let index = 0; index < text.length; index++) row.write(text.charCodeAt(index), index);
    row.end();
    return characters.join('');
  }

  #deep(value: Json, echo?: TypedEcho): Json {
    if (typeof value === 'string') return echo === undefined ? this.text(value) : this.#asShown(value, echo);
    if (typeof value !== 'object' || value === null) return value;
    if (isArray(value)) return value.map((item) => this.#deep(item, echo));
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, member]) =>
        member === undefined ? [] : [[this.text(key), this.#deep(member, echo)]],
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

/** All strings of a value, in order. */
function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((member) => (member === undefined ? [] : textsIn(member)));
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
