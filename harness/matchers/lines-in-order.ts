import { z } from 'zod';
import { defineMatcher } from './define.ts';
import { commandOutput, type CommandOutput, linesOf, quote } from './output.ts';

/** For each of the regular expressions a line that matches it, each behind the one before; others may stand between. */
export const linesInOrder = defineMatcher<CommandOutput, readonly string[]>(
  'linesInOrder',
  commandOutput,
  z.array(z.string().min(1)).min(2).readonly(),
  (expected, output) => {
    const left = [...expected];
    const lines = linesOf(output);
    for (const line of lines) {
      if (left[0] !== undefined && new RegExp(left[0]).test(line)) left.shift();
    }
    return {
      matches: left.length === 0,
      got: left[0] === undefined ? 'all in order' : `nothing in its place for ${left[0]}: ${quote(lines)}`,
    };
  },
);
