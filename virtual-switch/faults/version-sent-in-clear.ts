import type { Seams } from '../seams.ts';

export const name = 'version-sent-in-clear';
export const title = 'The server sends a line of show version before anything is encrypted';
export const requirements = ['SSH1-GEN-002'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings, software) => ({ ...settings, preamble: [software] });
}
