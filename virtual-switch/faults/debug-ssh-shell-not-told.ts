import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-shell-not-told';
export const title = 'debug ip ssh does not tell that the shell was started';
export const requirements = ['SSH2-MON-018', 'SSH2-DBGD-005'];

export function apply(seams: Seams): void {
  seams.sshDebugLines = (lines) => lines.filter((text) => !text.includes('starting shell'));
}
