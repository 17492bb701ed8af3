import { splitTyped } from './cli-prompts.ts';
import { readCli } from './cli-reading.ts';
import type { HelpObservation } from './console.ts';

/**
 * Reads the help that came back for a command's beginning and `?`.
 *
 * @param received the raw bytes (latin-1) from the first after it was typed to the end of the line that the
 *   device wrote again behind the help: `Switch#debug ip `
 * @param base where in the recording the first of these bytes stands
 */
export function readHelp(received: string, command: string, base: number): Pick<HelpObservation, 'lines'> {
  const { lines, promptAfter } = readCli(received, `${command}?`, base);
  const last = lines.at(-1);
  // Behind a prompt alone stands nothing; else the prompt with what was typed was read as a line.
  const again = promptAfter === '' && last !== undefined && isAgain(last.text, command);
  return { lines: again ? lines.slice(0, -1) : lines };
}

function isAgain(line: string, command: string): boolean {
  return splitTyped(line.trimEnd())?.typed === command.trimEnd();
}
