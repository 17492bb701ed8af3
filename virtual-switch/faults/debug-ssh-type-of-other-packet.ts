import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-type-of-other-packet';
export const title = 'Types of packets are debugged wrong from authentication on';
export const requirements = ['SSH2-MON-010', 'SSH2-MON-015'];

export function apply(seams: Seams): void {
  seams.sshDebugLines = (lines) =>
    lines.map((text) => text.replace(/received packet type (5|50|90)$/, 'received packet type 2'));
}
