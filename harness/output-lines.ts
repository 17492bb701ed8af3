import type { CliObservation } from '../bench/console.ts';

/** What the command itself printed: the lines without those that surely came by themselves. */
export function outputLines(observation: CliObservation): string[] {
  return observation.lines.filter(({ asynchronous }) => asynchronous !== 'yes').map(({ text }) => text);
}
