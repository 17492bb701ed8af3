import type { Seams } from '../seams.ts';

export const name = 'scp-from-level-2';
export const title = 'Level 2 is enough to copy by scp';
export const requirements = ['SCP-CFG-011', 'SSH2-SCP-008'];

export function apply(seams: Seams): void {
  seams.scpMayCopy = ({ privilege }) => privilege >= 2;
}
