import { readHelp } from '../../bench/cli-help-reading.ts';
import { recogniseStop } from '../../bench/cli-prompts.ts';
import type { Deadline } from '../../bench/clock.ts';
import type { CliContract } from '../../bench/console.ts';
import type { Return } from '../../bench/pco.ts';
import { keys } from './keys.ts';
import type { Place } from './line-knowledge.ts';
import type { Line } from './line.ts';
import { type Look, nextStop, stand } from './next-stop.ts';

/** As `help` of CliContract, at the prompt `before`. Rejects with DeadlineExceeded, or PcoError where the line closes. */
export async function askForHelp(
  line: Line,
  command: string,
  before: Place,
  deadline: Deadline,
): Promise<Return<CliContract['help']['observation']>> {
  const { wire, known } = line;
  const from = wire.position;
  known.forgetPlace();
  wire.keepFrom = from;
  await wire.type(`${command}?`, deadline);

  const again = (before.prompt + command).trimEnd();
  const paged = new Set<number>();
  const look: Look = (standing) => {
    if (standing.from < from || paged.has(standing.from)) return undefined;
    if (!standing.complete && recogniseStop(standing.text)?.kind === 'pager')
      return { kind: 'pager', mode: 'pager', line: standing, stand: 0 };
    // A log line that comes behind it ends the line, and it is not written a third time.
    const standFor = standing.complete ? stand.ended : stand.doubtful;
    return standing.text === again
      ? { kind: 'half-typed', mode: before.mode, line: standing, stand: standFor }
      : undefined;
  };
  const awaited = `the help on '${command}' and the line '${again}' behind it`;
  for (;;) {
    const found = await nextStop(line, look, deadline, awaited);
    if (found === 'closed') throw wire.closedError(`while waiting for ${awaited}`);
    if (found === 'silence') continue;
    if (found.kind === 'half-typed') {
      const { end } = found.line;
      const { lines } = readHelp(wire.text(from, end), command, from);
      await clearLine(line, before, deadline);
      const observation = { kind: 'help', command, lines, mode: before.mode } as const;
      return { observation, spans: [{ pco: wire.pco, from, to: end }] };
    }
    paged.add(found.line.from);
    await wire.type(' ', deadline);
  }
}

/** Erases what is typed at a prompt and waits until the prompt stands alone. */
export async function clearLine(line: Line, { prompt, mode }: Place, deadline: Deadline): Promise<void> {
  const { wire, known } = line;
  await wire.type(keys.eraseLine, deadline);
  const look: Look = (standing) =>
    standing.text === prompt ? { kind: 'prompt', mode, line: standing, stand: stand.question } : undefined;
  const awaited = `the prompt '${prompt}' without what was typed`;
  for (;;) {
    const found = await nextStop(line, look, deadline, awaited, { silence: stand.unechoed });
    if (found === 'closed') throw wire.closedError(`while waiting for ${awaited}`);
    if (found !== 'silence') {
      known.standsAt({ mode, prompt, from: found.line.from, end: found.line.end });
      return;
    }
    // A log line stands between the prompt and what was erased.
    await wire.type(keys.redisplay, deadline);
  }
}
