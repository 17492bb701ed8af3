import type { Seams } from '../seams.ts';

export const name = 'aaa-users-need-local-name';
export const title = 'Whom a server lets in must be a local user too';
export const requirements = ['SCP-CFG-012', 'SCP-CFG-005', 'SCP-EXN-001', 'SCP-GLO-001'];

export function apply(seams: Seams): void {
  seams.loginDecision = (decided, { aaa, knownUser }) => decided && (!aaa || knownUser);
}
