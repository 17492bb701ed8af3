import type { CliObservation, TranscriptObservation } from '../../bench/console.ts';
import { parseSshDebug, type SshDebugLine } from './ssh-debug-lines.ts';

/** Where debug output is seen: in the log buffer that `show logging` prints, or as it comes on a command line. */
export type DebugOutput = CliObservation | TranscriptObservation;
export const debugOutput = ['cli', 'transcript'] as const;

/** The log's lines; of `show logging` those below its head, of what came by itself all. */
export function logLinesOf(output: DebugOutput): readonly string[] {
  const lines = output.kind === 'transcript' ? output.lines : output.lines.map(({ text }) => text);
  const head = lines.findIndex((line) => /^Log Buffer \(\d+ bytes\):/.test(line));
  return head < 0 ? lines : lines.slice(head + 1);
}

export function sshDebugOf(output: DebugOutput): SshDebugLine[] {
  return parseSshDebug(logLinesOf(output));
}
