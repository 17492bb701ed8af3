import type { Seams } from '../seams.ts';

export const name = 'key-lost-at-reload';
export const title = 'write memory leaves the pubkey-chain out';
export const requirements = ['SSH2-PUBKEY-016'];

export function apply(seams: Seams): void {
  seams.savedConfiguration = (text) => text.replace(/^ip ssh pubkey-chain\n(?: {2,}.*\n)*/m, '');
}
