import type { Seams } from '../seams.ts';

export const name = 'ssh-shell-without-prompt';
export const title = 'A session over SSH opens and prints no prompt';
export const requirements = ['SSH1-INFO-001'];

export function apply(seams: Seams): void {
  seams.shellOverSshWorks = () => false;
}
