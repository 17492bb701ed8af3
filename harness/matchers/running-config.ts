import { z } from 'zod';
import { parseShowRunningConfig } from '../show/show-running-config.ts';
import { defineMatcher } from './define.ts';
import { isErrorLine } from './error-line.ts';
import { commandOutput, type CommandOutput, linesOf, quote } from './output.ts';

/** Matchers of the output of `show running-config`, whole or filtered. */

const line = z.string().trim().min(1);

/** A line of the configuration, at any depth; blanks are collapsed. */
export const runningConfigHas = defineMatcher<CommandOutput, string>(
  'runningConfigHas',
  commandOutput,
  line,
  (expected, output) => {
    const found = configLines(output).includes(collapse(expected));
    return { matches: found, got: found ? expected : likest(expected, output) };
  },
);

/** No such line. An answer that is no configuration, such as an error line, does not show its absence. */
export const runningConfigLacks = defineMatcher<CommandOutput, string>(
  'runningConfigLacks',
  commandOutput,
  line,
  (expected, output) => {
    const refusal = refusalIn(output);
    if (refusal !== undefined) return { matches: false, got: quote([refusal]) };
    const lines = configLines(output);
    const filtered = output.kind === 'cli' && output.command.includes('|');
    if (lines.length === 0 && !filtered) return { matches: false, got: 'no configuration' };
    const found = lines.includes(collapse(expected));
    return { matches: !found, got: found ? expected : 'no such line' };
  },
);

/** The error line that stands in place of a configuration; in one, a banner may have such a line. */
function refusalIn(output: CommandOutput): string | undefined {
  const first = linesOf(output).find((text) => !/^[ ^]*$/.test(text));
  return first !== undefined && isErrorLine(first) ? first : undefined;
}

function configLines(output: CommandOutput): string[] {
  return parseShowRunningConfig(linesOf(output)).lines.map(({ text }) => collapse(text));
}

function collapse(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

/** The lines that begin as the expected one does, for the person who looks for it. */
function likest(expected: string, output: CommandOutput): string {
  const words = collapse(expected).split(' ');
  for (let count = words.length - 1; count > 0; count -= 1) {
    const beginning = words.slice(0, count).join(' ');
    const alike = configLines(output).filter((text) => text.startsWith(beginning));
    if (alike.length > 0) return quote(alike);
  }
  return 'no such line';
}
