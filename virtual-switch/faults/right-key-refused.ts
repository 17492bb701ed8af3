import type { Seams } from '../seams.ts';

export const name = 'right-key-refused';
export const title = 'A key that would do is refused once it signs';
export const requirements = ['SSH2-RSA-013', 'SSH2-PUBKEY-001', 'SSH2-PUBKEY-008'];

export function apply(seams: Seams): void {
  seams.acceptsSignature = () => false;
}
