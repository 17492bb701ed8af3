import { generateKeyPairSync } from 'node:crypto';
import type { Seams } from '../seams.ts';

export const name = 'host-key-per-connection';
export const title = 'Every connection has another host key';
export const requirements = ['SSH2-RSA-005'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({
    ...settings,
    hostKey: generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey,
  });
}
