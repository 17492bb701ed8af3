import type { Seams } from '../seams.ts';

export const name = 'end-is-key-data';
export const title = 'end is taken for key data';
export const requirements = ['SSH2-PUBKEY-017'];

export function apply(seams: Seams): void {
  seams.keyStringEnd = (line) => (line === 'exit' ? line : undefined);
}
