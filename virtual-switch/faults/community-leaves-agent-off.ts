import type { Seams } from '../seams.ts';

export const name = 'community-leaves-agent-off';
export const title = 'snmp-server community does not start the agent';
export const requirements = ['SNMP-TRAP-007'];

export function apply(seams: Seams): void {
  seams.communityStartsAgent = () => false;
}
