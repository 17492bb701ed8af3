import t from 'tap';
import type { FactsOf } from './facts.ts';
import { linesOf, transcripts, withoutTranscripts } from './transcripts.ts';

interface Reading<Shown extends { unknown: readonly string[] }> {
  readonly parse: (lines: readonly string[]) => Shown;
  readonly command: RegExp;
  /** How many transcripts there are of the command: a run against fewer proves less than it says. */
  readonly files: number;
  readonly facts: FactsOf<Shown>;
  /** The parser's result without what the table leaves out. */
  readonly without?: (shown: Omit<Shown, 'unknown'>) => unknown;
}

/** Puts a parser to every transcript of its command, and to every line of them alone. */
export function readsAllTranscripts<Shown extends { unknown: readonly string[] }>({
  parse,
  command,
  files,
  facts,
  without = (shown) => shown,
}: Reading<Shown>): void {
  t.test(`every transcript of ${command.source}`, { skip: withoutTranscripts }, (t) => {
    const mine = (transcripts() ?? []).filter((transcript) => command.test(transcript.command));
    t.equal(mine.length, files, 'number of files read');
    const fromDevices = mine.filter(({ real }) => real === 'device').map(({ file }) => file);
    t.same(Object.keys(facts).sort(), fromDevices.sort(), 'all that a device printed have facts');
    for (const { file } of mine) {
      const { unknown: _, ...shown } = parse(linesOf(file));
      const expected = facts[file];
      if (expected !== undefined) t.strictSame(without(shown), expected, file);
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
