import type { Seams } from '../seams.ts';

export const name = 'show-ip-ssh-stale-time-out';
export const title = 'show ip ssh goes on showing the time-out that it showed first';
export const requirements = [
  'SSH2-VSTAT-003',
  'SSH2-HOST-007',
  'SSH1-SRV-004',
  'SSH1-SRV-013',
  'SCP-EXN-002',
];

export function apply(seams: Seams): void {
  let first: number | undefined;
  seams.shownTimeOut = (value) => (first ??= value);
}
