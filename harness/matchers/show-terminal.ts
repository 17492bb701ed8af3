import { z } from 'zod';
import { parseShowTerminal } from '../show/show-terminal.ts';
import { defineMatcher } from './define.ts';
import { commandOutput, type CommandOutput, linesOf, quote } from './output.ts';

/** `show terminal` has this many lines and columns. */
export const terminalSizeShown = defineMatcher<
  CommandOutput,
  { readonly height: number; readonly width: number }
>(
  'terminalSizeShown',
  commandOutput,
  z.strictObject({ height: z.int().nonnegative(), width: z.int().nonnegative() }),
  ({ height, width }, output) => {
    const size = parseShowTerminal(linesOf(output));
    return {
      matches: size?.height === height && size.width === width,
      got: size === undefined ? quote(linesOf(output)) : `${size.height} lines, ${size.width} columns`,
    };
  },
);
