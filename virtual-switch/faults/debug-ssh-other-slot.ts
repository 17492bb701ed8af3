import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-other-slot';
export const title = 'Lines on requests of a channel carry the slot of another session';
export const requirements = ['SSH2-MON-005', 'SSH2-MON-021'];

export function apply(seams: Seams): void {
  seams.sshDebugLines = (lines, { slot }) =>
    lines.map((text) => (/ request$/.test(text) ? text.replace(/^SSH2 \d+/, `SSH2 ${slot + 1}`) : text));
}
