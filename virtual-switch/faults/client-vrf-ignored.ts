import type { Seams } from '../seams.ts';

export const name = 'client-vrf-ignored';
export const title = 'The client looks every address up in the global table';
export const requirements = ['SSH1-CLI-003', 'SSH1-CLI-005', 'SSH2-ENH-004', 'SSH2-SESS-017'];

export function apply(seams: Seams): void {
  const table = seams.sshClientTable.bind(seams);
  seams.sshClientTable = (vrf, exists) => table(vrf, exists) && { table: undefined };
}
