import type { Seams } from '../seams.ts';

export const name = 'version-2-not-served';
export const title = 'The server serves version 1 alone, whatever it greets with';
export const requirements = ['SSH2-PRE-004'];

export function apply(seams: Seams): void {
  seams.sshProtocolsOf = () => [1];
}
