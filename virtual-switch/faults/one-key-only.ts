import type { Seams } from '../seams.ts';

export const name = 'one-key-only';
export const title = 'A user can have one key';
export const requirements = ['SSH2-RSA-011'];

export function apply(seams: Seams): void {
  seams.keysWith = (_keys, added) => [added];
}
