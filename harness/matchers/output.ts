import type { CliObservation } from '../../bench/console.ts';
import type { SshExecObservation } from '../../bench/ssh-client.ts';
import { splitLines } from '../observed-text.ts';

/** Where a command's output can come from: the console, a shell, an exec request. */
export type CommandOutput = CliObservation | SshExecObservation;
export const commandOutput = ['cli', 'ssh-exec'] as const;

/** What the command printed, without the lines that surely came by themselves. */
export function linesOf(observation: CommandOutput): string[] {
  return observation.kind === 'ssh-exec'
    ? splitLines(observation.output)
    : observation.lines.filter(({ asynchronous }) => asynchronous !== 'yes').map(({ text }) => text);
}

/** Lines for the person who reads the report. */
export function quote(lines: readonly string[]): string {
  const shown = lines.map((line) => line.trim()).filter((line) => line !== '');
  return shown.length === 0 ? 'nothing' : shown.slice(-3).join(' | ');
}
