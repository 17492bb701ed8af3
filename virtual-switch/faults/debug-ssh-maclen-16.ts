import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-maclen-16';
export const title = 'The MAC is debugged with 16 bytes whatever was negotiated';
export const requirements = ['SSH2-MON-009', 'SSH2-MON-014', 'SSH2-DBGP-004'];

export function apply(seams: Seams): void {
  seams.sshDebugLines = (lines) => lines.map((text) => text.replace(/maclen (?!0)\d+/, 'maclen 16'));
}
