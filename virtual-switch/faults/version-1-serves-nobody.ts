import type { Seams } from '../seams.ts';

export const name = 'version-1-serves-nobody';
export const title = 'Version 1 mode turns clients of version 1 away too';
export const requirements = [
  'SSH2-TRB-001',
  'SSH2-EXV-001',
  'SSH2-HOST-001',
  'SSH2-HOST-009',
  'SSH1-FEAT-001',
];

export function apply(seams: Seams): void {
  const protocols = seams.sshProtocolsOf.bind(seams);
  seams.sshProtocolsOf = (name) => (name === '1.5' ? [] : protocols(name));
}
