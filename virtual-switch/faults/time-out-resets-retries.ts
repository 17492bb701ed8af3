import type { Seams } from '../seams.ts';

export const name = 'time-out-resets-retries';
export const title = 'ip ssh time-out sets the retries back to 3';
export const requirements = ['SSH2-HOST-007', 'SSH2-VSTAT-003', 'SSH1-SRV-008'];

export function apply(seams: Seams): void {
  seams.retriesAfterTimeOut = () => 3;
}
