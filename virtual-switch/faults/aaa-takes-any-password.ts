import type { Seams } from '../seams.ts';

export const name = 'aaa-takes-any-password';
export const title = 'With AAA a known user is let in with any password';
export const requirements = [
  'SSH1-PRE-005',
  'SCP-GEN-001',
  'SCP-PRE-001',
  'SCP-EXL-001',
  'SCP-CFG-004',
  'SCP-CFG-007',
  'SSH2-SCP-005',
];

export function apply(seams: Seams): void {
  seams.loginDecision = (decided, { aaa, knownUser }) => decided || (aaa && knownUser);
}
