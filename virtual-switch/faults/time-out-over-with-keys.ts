import type { Seams } from '../seams.ts';

export const name = 'time-out-over-with-keys';
export const title = 'The time-out stops counting once keys are exchanged';
export const requirements = ['SSH1-SRV-005'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({ ...settings, timeOutUntil: 'keys-exchanged' });
}
