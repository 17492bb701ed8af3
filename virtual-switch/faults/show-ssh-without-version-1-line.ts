import type { Seams } from '../seams.ts';

export const name = 'show-ssh-without-version-1-line';
export const title = 'show ssh does not say that no session of version 1 runs';
export const requirements = ['SSH2-VCON-006'];

export function apply(seams: Seams): void {
  seams.showSsh = (lines) => lines.filter((text) => !text.startsWith('%No SSHv1'));
}
