import type { Seams } from '../seams.ts';

export const name = 'keypair-name-truncated';
export const title = 'ip ssh rsa keypair-name keeps the first four letters only';
export const requirements = ['SSH2-KEYS-004'];

export function apply(seams: Seams): void {
  seams.keypairName = (typed) => ({ name: typed.slice(0, 4) });
}
