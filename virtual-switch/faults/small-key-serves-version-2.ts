import type { Seams } from '../seams.ts';

export const name = 'small-key-serves-version-2';
export const title = 'Version 2 is served with a key pair of any size';
export const requirements = ['SSH2-RES-005'];

export function apply(seams: Seams): void {
  const versionOf = seams.sshVersionOf.bind(seams);
  seams.sshVersionOf = (version, modulusBits) => versionOf(version, modulusBits, 0);
}
