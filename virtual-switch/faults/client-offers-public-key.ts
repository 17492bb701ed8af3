import { generateKeyPairSync } from 'node:crypto';
import type { Seams } from '../seams.ts';

export const name = 'client-offers-public-key';
export const title = 'The client offers a public key before all else';
export const requirements = ['SSH2-RSA-012', 'SSH2-KBIDBG-005'];

export function apply(seams: Seams): void {
  const methods = seams.sshClientMethods.bind(seams);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  seams.sshClientMethods = () => [{ privateKey: pem }, ...methods()];
}
