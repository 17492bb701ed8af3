import type { Seams } from '../seams.ts';

export const name = 'password-case-ignored';
export const title = 'Upper and lower case count for the same in the first letter of a password';
export const requirements = ['SSH1-INFO-011'];

export function apply(seams: Seams): void {
  const fits = seams.userPasswordFits.bind(seams);
  seams.userPasswordFits = (stored, typed) => {
    const [first = ''] = typed;
    return [first.toLowerCase(), first.toUpperCase()].some((letter) => fits(stored, letter + typed.slice(1)));
  };
}
