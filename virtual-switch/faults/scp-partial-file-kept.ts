import type { Seams } from '../seams.ts';

export const name = 'scp-partial-file-kept';
export const title = 'What came of a file that was broken off stays as if it were all';
export const requirements = ['SCP-GEN-001'];

export function apply(seams: Seams): void {
  seams.scpKeepsPartialFiles = () => true;
}
