import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-ends-always-normal';
export const title = 'Every end of a session is debugged as a normal one';
export const requirements = ['SSH2-MON-014', 'SSH2-MON-020'];

export function apply(seams: Seams): void {
  seams.sshDebugLines = (lines) =>
    lines.map((text) => text.replace(/Session disconnected - error \S+/, 'Session terminated normally'));
}
