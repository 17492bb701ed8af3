import { z } from 'zod';
import { type DebugOutput, debugOutput, logLinesOf } from '../debug/debug-lines-of.ts';
import { scpDebugOf } from '../debug/scp-debug-lines.ts';
import { defineMatcher } from './define.ts';
import { quote } from './output.ts';

/** Some line of `debug ip scp` says what none of these does: what was said when all went well. */
export const scpDebugTells = defineMatcher<DebugOutput, { readonly beyond: readonly string[] }>(
  'scpDebugTells',
  debugOutput,
  z.strictObject({ beyond: z.array(z.string()).readonly() }),
  ({ beyond }, output) => {
    const said = scpDebugOf(logLinesOf(output));
    return {
      matches: said.some((line) => !beyond.includes(line)),
      got: said.length === 0 ? 'no line of debug ip scp' : quote(said),
    };
  },
  ({ beyond }) => `a line of debug ip scp that is none of the ${beyond.length} of a good copy`,
);
