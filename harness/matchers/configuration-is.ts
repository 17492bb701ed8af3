import { z } from 'zod';
import { defineMatcher } from './define.ts';
import { commandOutput, type CommandOutput, linesOf } from './output.ts';

/**
 * The command printed this configuration, to the letter: its lines but for comments, which tell when it was changed last.
 */
export const configurationIs = defineMatcher<CommandOutput, readonly string[]>(
  'configurationIs',
  commandOutput,
  z.array(z.string()).min(1).readonly(),
  (expected, output) => {
    const [wanted, lines] = [expected, linesOf(output)].map((all) =>
      all.filter((line) => !/^!|^$/.test(line)),
    ) as [string[], string[]];
    const differs = Math.max(0, firstDifference(wanted, lines));
    const matches = firstDifference(wanted, lines) < 0;
    return {
      matches,
      got: matches
        ? 'the same'
        : `${lines.length} lines, at line ${differs + 1} "${lines[differs] ?? ''}" in place of "${wanted[differs] ?? ''}"`,
    };
  },
  (expected) => `the same ${expected.length} lines`,
);

/** Index of the first line that differs, or -1. */
function firstDifference(one: readonly string[], other: readonly string[]): number {
  const length = Math.max(one.length, other.length);
  for (let index = 0; index < length; index += 1) if (one[index] !== other[index]) return index;
  return -1;
}
