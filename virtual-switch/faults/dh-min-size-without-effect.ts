import type { Seams } from '../seams.ts';

export const name = 'dh-min-size-without-effect';
export const title = 'ip ssh dh min size is shown and bounds nothing';
export const requirements = ['SSH2-ENH-002'];

export function apply(seams: Seams): void {
  seams.namedGroupsBelowMinimum = () => true;
  seams.sshServerSettings = (settings) => ({ ...settings, dhMinBits: 1024 });
}
