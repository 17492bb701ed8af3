import type { Seams } from '../seams.ts';

export const name = 'time-out-never-fires';
export const title = 'A client that falls silent is never disconnected';
export const requirements = ['SSH1-SRV-005'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({ ...settings, timeOutSeconds: Infinity });
}
