import type { Seams } from '../seams.ts';

export const name = 'time-out-12-as-120';
export const title = 'ip ssh time-out 12 is taken as 120';
export const requirements = ['SSH2-KEYS-009'];

export function apply(seams: Seams): void {
  seams.shownTimeOut = (seconds) => (seconds === 12 ? 120 : seconds);
}
