import type { Seams } from '../seams.ts';

export const name = 'keypair-name-needs-key';
export const title = 'ip ssh rsa keypair-name is refused while there is no such pair';
export const requirements = ['SSH2-KEYS-004'];

export function apply(seams: Seams): void {
  seams.keypairName = (typed, exists) =>
    exists ? { name: typed } : { refusal: `% Invalid input: no RSA key pair is named ${typed}` };
}
