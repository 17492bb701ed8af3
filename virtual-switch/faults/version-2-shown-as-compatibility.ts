import type { Seams } from '../seams.ts';

export const name = 'version-2-shown-as-compatibility';
export const title = 'show ip ssh says 1.99 in version 2 mode';
export const requirements = ['SSH2-VSTAT-001', 'SSH2-VSTAT-006', 'SSH2-HOST-010'];

export function apply(seams: Seams): void {
  seams.shownSshVersion = (name) => (name === '2.0' ? '1.99' : name);
}
