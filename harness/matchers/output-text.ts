import { defineMatcher } from './define.ts';
import { commandOutput, type CommandOutput, linesOf, quote } from './output.ts';
import { regularExpression } from './regular-expression.ts';

/** Matchers of what a command printed, at the console, in a shell or as an exec request. */

/** A line, trimmed, matches the regular expression, whatever its case. */
export const outputHas = defineMatcher<CommandOutput, string>(
  'outputHas',
  commandOutput,
  regularExpression,
  (expected, output) => {
    const pattern = new RegExp(expected, 'i');
    const lines = linesOf(output);
    return { matches: lines.some((line) => pattern.test(line.trim())), got: quote(lines) };
  },
);

/**
 * No line matches the regular expression, whatever its case. A command that brought no prompt back shows nothing, nor does
 * an exec request that printed nothing.
 */
export const outputLacks = defineMatcher<CommandOutput, string>(
  'outputLacks',
  commandOutput,
  regularExpression,
  (expected, output) => {
    if (output.kind === 'cli' && output.promptAfter === '') return { matches: false, got: 'no prompt' };
    const lines = linesOf(output);
    if (output.kind === 'ssh-exec' && lines.every((line) => line.trim() === ''))
      return { matches: false, got: 'no output' };
    const pattern = new RegExp(expected, 'i');
    const found = lines.filter((line) => pattern.test(line.trim()));
    return { matches: found.length === 0, got: found.length === 0 ? 'no such line' : quote(found) };
  },
);
