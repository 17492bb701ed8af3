import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-number-left-out';
export const title = 'A sequence number is left out after the sixth packet';
export const requirements = ['SSH2-MON-014', 'SSH2-MON-021', 'SSH2-DBGP-006'];

export function apply(seams: Seams): void {
  seams.sshDebugLines = (lines) =>
    lines.map((text) =>
      text.replace(/(MAC .*#)(\d+)/, (_all, before, n) => `${before}${Number(n) > 6 ? Number(n) + 1 : n}`),
    );
}
