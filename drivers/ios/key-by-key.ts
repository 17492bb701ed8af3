import type { Deadline } from '../../bench/clock.ts';
import type { Span } from '../../bench/span.ts';
import { clearLine } from './help.ts';
import type { Place } from './line-knowledge.ts';
import type { Line } from './line.ts';
import { type Look, nextStop } from './next-stop.ts';

/** After so many milliseconds of the bench without a byte, a key is held to be not echoed. */
const unechoed = 20_000;

/**
 * Types keys at the prompt `before`, each when the echo of the one before stands there, and erases them again. Echo
 * and span of each key hold all that came after it and before the next. Rejects with DeadlineExceeded, or PcoError where the line closes.
 */
export async function typeKeyByKey(
  line: Line,
  keys: string,
  before: Place,
  deadline: Deadline,
): Promise<{ readonly echoes: string[]; readonly spans: Span[] }> {
  const { wire, known } = line;
  known.forgetPlace();
  wire.keepFrom = wire.position;
  const spans: Span[] = [];
  const echoes: string[] = [];
  let typed = '';
  for (const key of keys) {
    typed += key;
    const from = wire.position;
    await wire.type(key, deadline);
    const shown = before.prompt + typed;
    const look: Look = (standing) =>
      standing.text === shown.trimEnd()
        ? { kind: 'half-typed', mode: before.mode, line: standing, stand: 0 }
        : undefined;
    const awaited = `the echo of '${key}' behind '${before.prompt}'`;
    if ((await nextStop(line, look, deadline, awaited, { silence: unechoed })) === 'closed')
      throw wire.closedError(`while waiting for ${awaited}`);
    spans.push({ pco: wire.pco, from, to: wire.position });
    echoes.push(wire.text(from));
  }
  await clearLine(line, before, deadline);
  return { echoes, spans };
}
