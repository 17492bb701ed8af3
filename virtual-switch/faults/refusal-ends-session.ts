import type { Seams } from '../seams.ts';

export const name = 'refusal-ends-session';
export const title = 'A session too many ends the first one';
export const requirements = ['SSH1-TRB-004'];

export function apply(seams: Seams): void {
  seams.vtyFor = (free, all) => {
    if (free.length === 0) all[0]?.clear?.();
    return free[0];
  };
}
