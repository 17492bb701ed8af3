import type { Span } from '../../bench/span.ts';
import { type SshFact, writeSshFact } from '../../bench/ssh-reading.ts';
import type { Tape } from '../../bench/tape.ts';

/** Puts the facts of one connection on a client's tape and remembers where they stand and what they say. */
export class FactLines<Fact> {
  readonly #tape: Tape;
  readonly #line: (fact: Fact) => string;
  readonly #written: { readonly text: string; readonly span: Span }[] = [];

  constructor(tape: Tape, line: (fact: Fact) => string) {
    this.#tape = tape;
    this.#line = line;
  }

  write(fact: Fact): void {
    const text = this.#line(fact);
    const span = this.#tape.received(Buffer.from(text, 'utf8'));
    this.#written.push({ text, span });
  }

  /** How many facts there are; a beginning for `since`. */
  get count(): number {
    return this.#written.length;
  }

  /** The facts from a count on: their lines, and their places with neighbours put together. */
  since(count: number): { readonly text: string; readonly spans: Span[] } {
    const facts = this.#written.slice(count);
    return { text: facts.map(({ text }) => text).join(''), spans: joinSpans(facts.map(({ span }) => span)) };
  }
}

/** Those of an SSH-2 connection. */
export class FactTape extends FactLines<SshFact> {
  constructor(tape: Tape, connection: number) {
    super(tape, (fact) => writeSshFact(connection, fact));
  }
}

/** Spans of one recording, in order, with those put together that touch. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last?.pco === span.pco && last.to === span.from) joined[joined.length - 1] = { ...last, to: span.to };
    else joined.push(span);
  }
  return joined;
}
