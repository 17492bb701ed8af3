import { z } from 'zod';
import { defineMatcher } from './define.ts';
import { commandOutput, type CommandOutput, linesOf, quote } from './output.ts';

/** Matchers of what a command printed, where it is a word that counts and not a form. */

const regularExpression = z.string().refine((source) => {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}, 'does not compile');

/** A line speaks of it, whatever its case. */
export const outputHas = defineMatcher<CommandOutput, string>(
  'outputHas',
  commandOutput,
  regularExpression,
  (expected, output) => {
    const pattern = new RegExp(expected, 'i');
    const lines = linesOf(output);
    return { matches: lines.some((line) => pattern.test(line)), got: quote(lines) };
  },
);

/** No line speaks of it, whatever its case. A command that brought no prompt back shows nothing. */
export const outputLacks = defineMatcher<CommandOutput, string>(
  'outputLacks',
  commandOutput,
  regularExpression,
  (expected, output) => {
    if (output.kind === 'cli' && output.promptAfter === '') return { matches: false, got: 'no prompt' };
    const pattern = new RegExp(expected, 'i');
    const found = linesOf(output).filter((line) => pattern.test(line));
    return { matches: found.length === 0, got: found.length === 0 ? 'no such line' : quote(found) };
  },
);
