import type { Seams } from '../seams.ts';

export const name = 'tacacs-fail-accepted';
export const title = 'A TACACS+ server that says no lets everybody in';
export const requirements = ['SSH1-INFO-010', 'SSH1-PRE-005', 'SSH1-TRB-006', 'SCP-CFG-007'];

export function apply(seams: Seams): void {
  seams.afterAnswer = (answer, method) =>
    answer === 'error' ? 'next' : method === 'group tacacs+' ? 'pass' : answer;
}
