import type { Seams } from '../seams.ts';

export const name = 'version-1-shown-as-2';
export const title = 'show ip ssh says 2.0 in version 1 mode';
export const requirements = ['SSH2-VSTAT-001', 'SSH2-VSTAT-007', 'SSH2-HOST-009'];

export function apply(seams: Seams): void {
  seams.shownSshVersion = (name) => (name === '1.5' ? '2.0' : name);
}
