import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-own-ident-twice';
export const title = 'The identification string of the device is debugged twice';
export const requirements = ['SSH2-MON-006', 'SSH2-DBGD-002'];

export function apply(seams: Seams): void {
  seams.sshDebugLines = (lines) =>
    lines.flatMap((text) => (text.includes('sent protocol version id') ? [text, text] : [text]));
}
