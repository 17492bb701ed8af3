import type { Seams } from '../seams.ts';

export const name = 'show-ssh-without-version-2-line';
export const title = 'show ssh does not say that no session of version 2 runs';
export const requirements = ['SSH2-VCON-007'];

export function apply(seams: Seams): void {
  seams.showSsh = (lines) => lines.filter((text) => !text.includes('No SSHv2'));
}
