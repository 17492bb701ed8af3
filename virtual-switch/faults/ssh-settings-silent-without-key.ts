import type { Seams } from '../seams.ts';

export const name = 'ssh-settings-silent-without-key';
export const title = 'The commands of SSH say nothing of the missing key pair';
export const requirements = ['SSH1-TRB-001'];

export function apply(seams: Seams): void {
  seams.keyReminder = () => undefined;
}
