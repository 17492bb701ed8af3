import type { Deadline } from '../../bench/clock.ts';
import type { CliContract } from '../../bench/console.ts';
import type { Return } from '../../bench/pco.ts';
import { readTranscript, shownLines } from '../../bench/transcript-reading.ts';
import { LineCursor } from './line-cursor.ts';
import { regularExpression } from './regular-expression.ts';
import type { Wire } from './wire.ts';

type Transcript = CliContract['transcript'];

/** As `transcript` of CliContract. Rejects with PcoError where the line closes or `until` is no pattern. */
export async function awaitTranscript(
  wire: Wire,
  { since, until, count = 1 }: Transcript['args'],
  deadline: Deadline,
): Promise<Return<Transcript['observation']>> {
  const awaited = regularExpression(until);
  const from = Math.max(since, wire.first);
  wire.keepFrom = from;
  const cursor = new LineCursor(wire, from);
  const seen = (to: number): Return<Transcript['observation']> => ({
    observation: readTranscript(wire.text(from, to), until, count),
    spans: [{ pco: wire.pco, from, to }],
  });
  const matchesIn = (text: string): number => shownLines(text).filter((line) => awaited.test(line)).length;
  let matches = 0;
  for (;;) {
    for (const { text, next } of cursor.complete()) {
      matches += matchesIn(text);
      if (matches >= count) return seen(next);
    }
    const standing = matches + matchesIn(cursor.standing().text) >= count;
    if ((await cursor.more(deadline, `a line like ${until}`, standing)) !== 'more')
      return seen(wire.position);
  }
}
