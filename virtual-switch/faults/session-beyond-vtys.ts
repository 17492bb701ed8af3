import type { Seams } from '../seams.ts';

export const name = 'session-beyond-vtys';
export const title = 'A session is taken by a line that lets no SSH in';
export const requirements = ['SSH1-TRB-004'];

export function apply(seams: Seams): void {
  seams.vtyFor = (free, all) => free[0] ?? all.find(({ busy }) => !busy);
}
