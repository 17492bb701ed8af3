import type { Seams } from '../seams.ts';

export const name = 'enabled-without-listener';
export const title = 'show ip ssh says that SSH is enabled, and nothing listens';
export const requirements = ['SSH1-PRE-003'];

export function apply(seams: Seams): void {
  seams.sshListens = () => false;
}
