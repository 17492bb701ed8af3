import type { Seams } from '../seams.ts';

export const name = 'show-ip-ssh-stale-retries';
export const title = 'show ip ssh shows the retries that the switch was started with';
export const requirements = ['SSH2-VSTAT-003', 'SSH2-HOST-008'];

export function apply(seams: Seams): void {
  seams.shownRetries = (_retries, atStart) => atStart;
}
