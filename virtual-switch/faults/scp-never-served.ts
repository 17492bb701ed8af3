import type { Seams } from '../seams.ts';

export const name = 'scp-never-served';
export const title = 'ip scp server enable is taken, and the server stays off';
export const requirements = [
  'SCP-CFG-001',
  'SCP-CFG-013',
  'SCP-GEN-002',
  'SCP-EXL-001',
  'SCP-EXN-001',
  'SSH2-SCP-001',
  'SSH2-SCP-011',
  'SSH2-EXSCP-001',
  'SSH2-GEN-003',
  'SSH2-RES-004',
  'SCP-EXL-002',
  'SSH2-PRE-003',
];

export function apply(seams: Seams): void {
  seams.scpServed = () => false;
}
