import type { Seams } from '../seams.ts';

export const name = 'time-out-always-120';
export const title = 'The time-out is 120 seconds, whatever is configured';
export const requirements = ['SSH1-SRV-005'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({ ...settings, timeOutSeconds: 120 });
}
