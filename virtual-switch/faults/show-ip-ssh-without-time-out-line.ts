import type { Seams } from '../seams.ts';

export const name = 'show-ip-ssh-without-time-out-line';
export const title = 'show ip ssh lacks the line of time-out and retries';
export const requirements = [
  'SSH2-VSTAT-003',
  'SSH2-VSTAT-005',
  'SSH2-VSTAT-006',
  'SSH2-VSTAT-007',
  'SSH2-HOST-007',
  'SSH2-HOST-008',
  'SSH1-VER-001',
];

export function apply(seams: Seams): void {
  seams.showIpSsh = (lines) => lines.filter((text) => !text.startsWith('Authentication timeout'));
}
