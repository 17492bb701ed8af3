import type { Seams } from '../seams.ts';

export const name = 'any-key-for-user-with-key';
export const title = 'A user who has a key is let in by every RSA key';
export const requirements = ['SSH2-PUBKEY-001', 'SSH2-PUBKEY-008', 'SSH2-PUBKEY-012'];

export function apply(seams: Seams): void {
  seams.isAmong = (keys) => keys.length > 0;
}
