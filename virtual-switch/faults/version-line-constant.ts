import type { Seams } from '../seams.ts';

export const name = 'version-line-constant';
export const title = 'show ip ssh always says version 1.99';
export const requirements = [
  'SSH2-VSTAT-001',
  'SSH2-VSTAT-006',
  'SSH2-VSTAT-007',
  'SSH2-HOST-009',
  'SSH2-HOST-010',
  'SSH1-VER-001',
];

export function apply(seams: Seams): void {
  seams.shownSshVersion = () => '1.99';
}
