import type { Seams } from '../seams.ts';

export const name = 'compatibility-serves-version-1-only';
export const title = 'Compatibility mode serves version 1 alone';
export const requirements = ['SSH2-PRE-004'];

export function apply(seams: Seams): void {
  const protocols = seams.sshProtocolsOf.bind(seams);
  seams.sshProtocolsOf = (name) => protocols(name === '1.99' ? '1.5' : name);
}
