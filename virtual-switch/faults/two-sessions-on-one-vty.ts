import type { Seams } from '../seams.ts';

export const name = 'two-sessions-on-one-vty';
export const title = 'Every further session takes the vty of the first';
export const requirements = ['SSH1-TRB-005'];

export function apply(seams: Seams): void {
  seams.vtyFor = (free, all) => all.find(({ busy }) => busy) ?? free[0];
}
