import type { Seams } from '../seams.ts';

export const name = 'rsh-opened-with-scp';
export const title = 'With the SCP server the port of rsh and rcp is open too';
export const requirements = ['SCP-GLO-002'];

export function apply(seams: Seams): void {
  seams.rshListens = (scpEnabled) => scpEnabled;
}
