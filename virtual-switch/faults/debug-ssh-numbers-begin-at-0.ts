import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-numbers-begin-at-0';
export const title = 'Sequence numbers of encrypted packets are debugged from 0 on';
export const requirements = ['SSH2-MON-014', 'SSH2-DBGP-006'];

export function apply(seams: Seams): void {
  seams.sshDebugLines = (lines) =>
    lines.map((text) => text.replace(/(MAC .*#)(\d+)/, (_all, before, n) => `${before}${Number(n) - 3}`));
}
