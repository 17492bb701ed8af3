import type { Seams } from '../seams.ts';

export const name = 'client-source-of-global-table';
export const title = 'A connection in a VRF comes from the address of the global table';
export const requirements = ['SSH2-ENH-004'];

export function apply(seams: Seams): void {
  seams.sshClientSource = ({ configured, ofTable, ofGlobal }) => configured ?? ofGlobal ?? ofTable;
}
