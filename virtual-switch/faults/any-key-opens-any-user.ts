import type { Seams } from '../seams.ts';

export const name = 'any-key-opens-any-user';
export const title = 'A key of one user opens every user';
export const requirements = ['SSH2-RSA-002'];

export function apply(seams: Seams): void {
  seams.keysOf = (_username, chain) => [...chain.values()].flat();
}
