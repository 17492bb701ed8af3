import type { Seams } from '../seams.ts';

export const name = 'group-exchange-gives-1024-only';
export const title = 'The group exchange gives groups of 1024 bits only';
export const requirements = ['SSH2-ENH-003'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({ ...settings, groupBits: [1024] });
}
