import type { Seams } from '../seams.ts';

export const name = 'retries-reset-time-out';
export const title = 'ip ssh authentication-retries sets the time-out back to 120';
export const requirements = ['SSH2-HOST-008', 'SSH2-VSTAT-003', 'SSH1-SRV-008', 'SSH2-KEYS-010'];

export function apply(seams: Seams): void {
  seams.timeOutAfterRetries = () => 120;
}
