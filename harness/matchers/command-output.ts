import { z } from 'zod';
import { defineMatcher } from './define.ts';
import { commandOutput, type CommandOutput, linesOf, quote } from './output.ts';

/** Matchers of what any command printed, at the console, in a shell or as an exec request. */

/** The regular expression matches one of the lines, trimmed. */
export const outputHas = defineMatcher<CommandOutput, string>(
  'outputHas',
  commandOutput,
  z.string().min(1),
  (expected, output) => {
    const lines = linesOf(output);
    return { matches: lines.some((line) => new RegExp(expected).test(line.trim())), got: quote(lines) };
  },
);

/** Something was printed, and the regular expression matches none of the lines. */
export const outputLacks = defineMatcher<CommandOutput, string>(
  'outputLacks',
  commandOutput,
  z.string().min(1),
  (expected, output) => {
    const lines = linesOf(output).filter((line) => line.trim() !== '');
    const found = lines.filter((line) => new RegExp(expected).test(line));
    return {
      matches: lines.length > 0 && found.length === 0,
      got: quote(found.length > 0 ? found : lines),
    };
  },
);
