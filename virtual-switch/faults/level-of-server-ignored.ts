import type { Seams } from '../seams.ts';

export const name = 'level-of-server-ignored';
export const title = 'The privilege level that a server gives is passed over for the highest';
export const requirements = ['SCP-INFO-002'];

export function apply(seams: Seams): void {
  seams.levelGiven = () => 15;
}
