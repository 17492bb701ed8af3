import type { Seams } from '../seams.ts';

export const name = 'local-users-after-refusal';
export const title = 'Whom a server refuses the local users may let in';
export const requirements = [
  'SSH1-EX72-002',
  'SSH1-EX12K-002',
  'SSH1-PRE-005',
  'SCP-CFG-005',
  'SCP-CFG-007',
  'SCP-EXN-001',
];

export function apply(seams: Seams): void {
  seams.methodsInForce = (methods, { part }) =>
    part === 'login' && methods.some(isGroup) ? [...methods, 'local'] : methods;
  seams.afterAnswer = (answer, method) =>
    answer === 'pass' ? 'pass' : answer === 'error' || isGroup(method) ? 'next' : 'fail';
}

function isGroup(method: string): boolean {
  return method.startsWith('group ');
}
