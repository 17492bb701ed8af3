import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-newkeys-received-first';
export const title = 'That NEWKEYS was received is debugged before that it was sent';
export const requirements = ['SSH2-MON-013', 'SSH2-DBGD-003'];

export function apply(seams: Seams): void {
  seams.sshDebugLines = (lines) =>
    lines.flatMap((text) => (/NEWKEYS sent$/.test(text) ? [text.replace('sent', 'received'), text] : [text]));
}
