import type { Seams } from '../seams.ts';

export const name = 'scp-upload-not-stored';
export const title = 'A file that came by scp is confirmed and not stored';
export const requirements = ['SCP-GEN-002', 'SCP-GEN-001'];

export function apply(seams: Seams): void {
  seams.scpKeepsUploads = () => false;
}
