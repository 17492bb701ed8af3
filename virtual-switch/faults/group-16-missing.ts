import type { Seams } from '../seams.ts';

export const name = 'group-16-missing';
export const title = 'Group exchange has no group of 4096 bits';
export const requirements = ['SSH2-FEAT-004'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({ ...settings, groupBits: [1024, 2048] });
}
