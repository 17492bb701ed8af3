import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What real devices printed: other people's text, read in place beside the project and never copied into it. */
const folder = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'transcripts');

export interface Transcript {
  readonly file: string;
  /** The command that printed it. */
  readonly command: string;
  /** Who printed it: a device, a document, or nobody knows. */
  readonly real: 'device' | 'documentation' | 'unsure';
}

/** The index, or undefined where the folder is not there. */
export function transcripts(): Transcript[] | undefined {
  const index = join(folder, 'index.jsonl');
  if (!existsSync(index)) return undefined;
  return readFileSync(index, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Transcript);
}

/** For tap's `skip`: why these tests cannot run here, or false. */
export const withoutTranscripts =
  transcripts() === undefined &&
  'no ../shared/transcripts here: nothing was run against what real devices print';

export function linesOf(file: string): string[] {
  return readFileSync(join(folder, file), 'utf8').split(/\r?\n/);
}

export function hasTranscript(file: string): boolean {
  return existsSync(join(folder, file));
}
