import type { Seams } from '../seams.ts';

export const name = 'compatibility-refuses-version-1';
export const title = 'Every client of version 1 is turned away although no version is configured';
export const requirements = ['SSH1-GEN-001', 'SSH2-EXV-003', 'SSH2-TRB-001', 'SSH2-INFO-002', 'SCP-GLO-003'];

export function apply(seams: Seams): void {
  const protocols = seams.sshProtocolsOf.bind(seams);
  seams.sshProtocolsOf = (name) => (name === '1.99' ? [2] : protocols(name));
}
