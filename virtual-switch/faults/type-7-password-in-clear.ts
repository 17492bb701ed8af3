import type { Seams } from '../seams.ts';

export const name = 'type-7-password-in-clear';
export const title = 'The hidden form behind password 7 is taken for the password';
export const requirements = ['SCP-CFG-010'];

export function apply(seams: Seams): void {
  const fits = seams.userPasswordFits.bind(seams);
  seams.userPasswordFits = (stored, typed) =>
    stored.type === 7 ? stored.text === typed : fits(stored, typed);
}
