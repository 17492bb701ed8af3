import type { Seams } from '../seams.ts';

export const name = 'any-key-for-user-without-key';
export const title = 'A user who has no key is let in by every RSA key';
export const requirements = ['SSH2-PUBKEY-014', 'SSH1-INFO-013'];

export function apply(seams: Seams): void {
  seams.isAmong = (keys, presented) => keys.length === 0 || keys.includes(presented);
}
