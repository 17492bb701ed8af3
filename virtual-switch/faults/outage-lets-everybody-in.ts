import type { Seams } from '../seams.ts';

export const name = 'outage-lets-everybody-in';
export const title = 'Where a group of servers cannot be asked everybody is let in';
export const requirements = [
  'SSH1-EX72-001',
  'SSH1-EX72-006',
  'SSH1-EX72-007',
  'SSH1-EX72-010',
  'SSH1-EX75-002',
  'SSH1-EX75-006',
];

export function apply(seams: Seams): void {
  seams.afterAnswer = (answer, method) =>
    answer !== 'error' ? answer : method.startsWith('group ') ? 'pass' : 'next';
}
