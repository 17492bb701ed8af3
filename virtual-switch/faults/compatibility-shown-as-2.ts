import type { Seams } from '../seams.ts';

export const name = 'compatibility-shown-as-2';
export const title = 'show ip ssh says 2.0 in compatibility mode';
export const requirements = ['SSH2-VSTAT-001', 'SSH2-VSTAT-005', 'SSH2-HOST-010', 'SSH2-INFO-002'];

export function apply(seams: Seams): void {
  seams.shownSshVersion = (name) => (name === '1.99' ? '2.0' : name);
}
