import type { Seams } from '../seams.ts';

export const name = 'show-ip-ssh-without-version-line';
export const title = 'show ip ssh lacks the version line';
export const requirements = [
  'SSH2-VSTAT-001',
  'SSH2-VSTAT-003',
  'SSH2-VSTAT-005',
  'SSH2-VSTAT-006',
  'SSH2-VSTAT-007',
  'SSH1-SRV-013',
];

export function apply(seams: Seams): void {
  seams.showIpSsh = (lines) => lines.filter((text) => !text.startsWith('SSH '));
}
