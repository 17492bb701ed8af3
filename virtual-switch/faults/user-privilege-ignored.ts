import type { Seams } from '../seams.ts';

export const name = 'user-privilege-ignored';
export const title = 'Over SSH every user has level 1, whatever the username line says';
export const requirements = ['SSH2-SCP-007', 'SCP-CFG-010', 'SCP-EXL-001'];

export function apply(seams: Seams): void {
  seams.privilegeOverSsh = () => 1;
}
