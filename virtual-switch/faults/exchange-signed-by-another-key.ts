import { generateKeyPairSync } from 'node:crypto';
import type { Seams } from '../seams.ts';

export const name = 'exchange-signed-by-another-key';
export const title = 'The key exchange is signed by another key than the host key';
export const requirements = ['SSH2-RSA-005'];

export function apply(seams: Seams): void {
  const { privateKey: signingKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  seams.sshServerSettings = (settings) => ({ ...settings, signingKey });
}
