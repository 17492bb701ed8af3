import type { Seams } from '../seams.ts';

export const name = 'exec-authorization-without-effect';
export const title = 'aaa authorization exec is stored, and every user has the level of the line';
export const requirements = [
  'SCP-CFG-008',
  'SCP-PRE-001',
  'SCP-EXL-001',
  'SCP-EXL-002',
  'SSH2-PRE-003',
  'SSH2-SCP-001',
  'SSH2-SCP-006',
  'SSH2-EXSCP-001',
];

export function apply(seams: Seams): void {
  seams.methodsInForce = (methods, { part }) => (part === 'exec' ? ['none'] : methods);
}
