import type { Seams } from '../seams.ts';

export const name = 'empty-password-accepted';
export const title = 'The empty password is taken for the right one';
export const requirements = ['SSH1-INFO-011', 'SSH2-SCP-005'];

export function apply(seams: Seams): void {
  const fits = seams.userPasswordFits.bind(seams);
  seams.userPasswordFits = (stored, typed) => typed === '' || fits(stored, typed);
}
