import t from 'tap';
import type { FactsOf } from './facts.ts';
import { linesOf, transcripts, withoutTranscripts } from './transcripts.ts';

interface Reading<Shown extends { unknown: readonly string[] }, Facts> {
  readonly parse: (lines: readonly string[]) => Shown;
  readonly command: RegExp;
  /** How many transcripts there are of the command: a run against fewer proves less than it says. */
  readonly files: number;
  readonly facts: FactsOf<Facts>;
  /** The parser's result in the form of the table. */
  readonly asFacts: (shown: Shown) => Facts;
}

/** A prompt, with or without what was typed at it. */
const promptLine = /^[\w.-]+(?:\([\w-]+\))?[>#]/;

/** Puts a parser to every transcript of its command, and to every line of them alone. */
export function readsAllTranscripts<Shown extends { unknown: readonly string[] }, Facts>({
  parse,
  command,
  files,
  facts,
  asFacts,
}: Reading<Shown, Facts>): void {
  t.test(`every transcript of ${command.source}`, { skip: withoutTranscripts }, (t) => {
    const mine = (transcripts() ?? []).filter((transcript) => command.test(transcript.command));
    t.equal(mine.length, files, 'number of files read');
    t.same(Object.keys(facts).sort(), mine.map(({ file }) => file).sort(), 'every file has facts');
    for (const { file } of mine) {
      const shown = parse(linesOf(file));
      const unknown = shown.unknown.filter((line) => !promptLine.test(line));
      t.strictSame(asFacts({ ...shown, unknown }), facts[file], file);
    }
    t.end();
  });

  t.test('nothing and anything are read without a throw', { skip: withoutTranscripts }, (t) => {
    t.same(parse([]).unknown, []);
    t.same(parse(['', '   ']).unknown, []);
    for (const { file } of transcripts() ?? []) {
      const lines = linesOf(file);
      t.doesNotThrow(() => parse(lines), file);
      if (lines.length < 60) for (const line of lines) parse([line]);
    }
    t.end();
  });
}
