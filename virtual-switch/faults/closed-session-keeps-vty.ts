import type { Seams } from '../seams.ts';

export const name = 'closed-session-keeps-vty';
export const title = 'The vty of a session that was closed stays taken';
export const requirements = ['SSH1-TRB-004', 'SSH1-TRB-005', 'SSH2-SCP-010'];

export function apply(seams: Seams): void {
  seams.vtyFreeAfter = (end) => end !== 'closed';
}
