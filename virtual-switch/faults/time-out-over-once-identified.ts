import type { Seams } from '../seams.ts';

export const name = 'time-out-over-once-identified';
export const title = 'The time-out stops counting once the client has said who it is';
export const requirements = ['SSH1-SRV-005'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({ ...settings, timeOutUntil: 'identified' });
}
