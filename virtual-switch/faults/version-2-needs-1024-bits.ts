import type { Seams } from '../seams.ts';

export const name = 'version-2-needs-1024-bits';
export const title = 'Version 2 is not served with a modulus of 768 bits';
export const requirements = ['SSH2-KEYS-007'];

export function apply(seams: Seams): void {
  const standard = seams.sshVersionOf.bind(seams);
  seams.sshVersionOf = (version, bits, smallest) => standard(version, bits, Math.max(smallest, 1024));
}
