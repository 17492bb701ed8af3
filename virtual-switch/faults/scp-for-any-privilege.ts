import type { Seams } from '../seams.ts';

export const name = 'scp-for-any-privilege';
export const title = 'Whoever can log in may copy by scp';
export const requirements = ['SCP-INFO-002', 'SCP-INFO-004', 'SCP-CFG-011', 'SSH2-SCP-008'];

export function apply(seams: Seams): void {
  seams.scpMayCopy = () => true;
}
