import type { Seams } from '../seams.ts';

export const name = 'client-unknown-vrf-global';
export const title = 'A VRF that is not there stands for the global table';
export const requirements = ['SSH1-CLI-003', 'SSH1-CLI-005'];

export function apply(seams: Seams): void {
  seams.sshClientTable = (vrf, exists) => ({ table: exists ? vrf : undefined });
}
