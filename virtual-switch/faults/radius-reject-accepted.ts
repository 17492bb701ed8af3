import type { Seams } from '../seams.ts';

export const name = 'radius-reject-accepted';
export const title = 'An Access-Reject counts as an Access-Accept';
export const requirements = [
  'SSH1-EX75-001',
  'SSH1-EX75-002',
  'SSH1-EX75-005',
  'SSH1-INFO-009',
  'SSH1-PRE-005',
  'SSH1-TRB-006',
  'SCP-CFG-007',
];

export function apply(seams: Seams): void {
  seams.afterAnswer = (answer, method) =>
    answer === 'error' ? 'next' : method === 'group radius' ? 'pass' : answer;
}
