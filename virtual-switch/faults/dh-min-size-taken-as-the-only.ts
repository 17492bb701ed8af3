import type { Seams } from '../seams.ts';

export const name = 'dh-min-size-taken-as-the-only';
export const title = 'Groups larger than ip ssh dh min size are not given';
export const requirements = ['SSH2-ENH-002'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({ ...settings, groupBits: [settings.dhMinBits] });
}
