import type { Seams } from '../seams.ts';

export const name = 'scp-from-level-14';
export const title = 'Level 14 is enough to copy by scp';
export const requirements = ['SSH2-SCP-008'];

export function apply(seams: Seams): void {
  seams.scpMayCopy = ({ privilege }) => privilege >= 14;
}
