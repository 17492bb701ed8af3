import type { Seams } from '../seams.ts';

export const name = 'time-out-in-minutes';
export const title = 'The seconds of the time-out are taken for minutes';
export const requirements = ['SSH1-SRV-005'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({ ...settings, timeOutSeconds: settings.timeOutSeconds * 60 });
}
