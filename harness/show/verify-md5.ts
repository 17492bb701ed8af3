import type { CliObservation } from '../../bench/console.ts';
import type { Recorded } from '../../bench/recorded.ts';
import { outputLines } from '../output-lines.ts';

/** The digests that `verify /md5` printed, in lower case. */
export function md5sIn(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const digest = /^verify \/md5 \(\S+\) = ([0-9a-f]{32})$/i.exec(line.trim())?.[1];
    return digest === undefined ? [] : [digest.toLowerCase()];
  });
}

/** The last of them; undefined where it printed none. */
export function md5In({ observation }: Recorded<CliObservation>): string | undefined {
  return md5sIn(outputLines(observation)).at(-1);
}
