import type { Seams } from '../seams.ts';

export const name = 'dead-client-keeps-vty';
export const title = 'The vty of a client that died stays taken';
export const requirements = ['SSH1-TRB-004', 'SSH1-TRB-005'];

export function apply(seams: Seams): void {
  seams.vtyFreeAfter = (end) => end !== 'reset';
}
