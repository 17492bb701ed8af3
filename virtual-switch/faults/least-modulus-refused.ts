import type { Seams } from '../seams.ts';

export const name = 'least-modulus-refused';
export const title = 'A key pair of just the least size does not do for version 2';
export const requirements = ['SSH2-RES-005'];

export function apply(seams: Seams): void {
  const versionOf = seams.sshVersionOf.bind(seams);
  seams.sshVersionOf = (version, modulusBits, least) => versionOf(version, modulusBits, least + 1);
}
