import type { Seams } from '../seams.ts';

export const name = 'ssh-settings-always-remind';
export const title = 'The commands of SSH go on asking for a key pair when there is one';
export const requirements = ['SSH1-TRB-001'];

export function apply(seams: Seams): void {
  seams.keyReminder = (text) => text;
}
