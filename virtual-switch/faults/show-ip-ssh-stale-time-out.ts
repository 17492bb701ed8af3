import type { Seams } from '../seams.ts';

export const name = 'show-ip-ssh-stale-time-out';
export const title = 'show ip ssh shows the time-out that the switch was started with';
export const requirements = ['SSH2-VSTAT-003', 'SSH2-HOST-007'];

export function apply(seams: Seams): void {
  seams.shownTimeOut = (_seconds, atStart) => atStart;
}
