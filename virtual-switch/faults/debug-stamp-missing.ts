import type { Seams } from '../seams.ts';

export const name = 'debug-stamp-missing';
export const title = 'Debug lines carry no time stamp';
export const requirements = ['SSH2-MON-005'];

export function apply(seams: Seams): void {
  seams.debugStamp = () => '';
}
