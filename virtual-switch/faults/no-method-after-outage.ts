import type { Seams } from '../seams.ts';

export const name = 'no-method-after-outage';
export const title = 'A server that does not answer counts as one that refuses';
export const requirements = ['SSH1-EX12K-002', 'SCP-CFG-007'];

export function apply(seams: Seams): void {
  seams.afterAnswer = (answer) => (answer === 'error' ? 'fail' : answer);
}
