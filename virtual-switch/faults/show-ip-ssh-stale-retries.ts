import type { Seams } from '../seams.ts';

export const name = 'show-ip-ssh-stale-retries';
export const title = 'show ip ssh goes on showing the retries that it showed first';
export const requirements = [
  'SSH2-VSTAT-003',
  'SSH2-HOST-008',
  'SSH1-SRV-006',
  'SSH1-SRV-013',
  'SCP-EXN-003',
];

export function apply(seams: Seams): void {
  let first: number | undefined;
  seams.shownRetries = (value) => (first ??= value);
}
