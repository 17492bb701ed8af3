import type { Seams } from '../seams.ts';

export const name = 'show-ssh-message-of-wrong-version';
export const title = 'show ssh says that no session of version 2 runs where it means version 1';
export const requirements = ['SSH2-VCON-006'];

export function apply(seams: Seams): void {
  seams.showSsh = (lines) => lines.map((text) => text.replace('%No SSHv1', '%No SSHv2'));
}
