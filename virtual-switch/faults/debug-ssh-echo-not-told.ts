import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-echo-not-told';
export const title = 'debug ip ssh does not tell of what is sent on a channel';
export const requirements = ['SSH2-MON-019'];

const channelData = 94;

export function apply(seams: Seams): void {
  seams.sshDebugLines = (lines, { about }) =>
    about?.direction === 'out' && about.type === channelData ? [] : lines;
}
