import type { Seams } from '../seams.ts';

export const name = 'version-2-takes-any-modulus';
export const title = 'Version 2 is served with a modulus of 512 bits';
export const requirements = ['SSH2-KEYS-007'];

export function apply(seams: Seams): void {
  const standard = seams.sshVersionOf.bind(seams);
  seams.sshVersionOf = (version, bits) => standard(version, bits, 0);
}
