import type { Seams } from '../seams.ts';

export const name = 'third-key-replaces-first';
export const title = 'A third key of a user takes the place of the first';
export const requirements = ['SSH2-RSA-011'];

export function apply(seams: Seams): void {
  seams.keysWith = (keys, added) => [...keys.slice(keys.length < 2 ? 0 : 1), added];
}
