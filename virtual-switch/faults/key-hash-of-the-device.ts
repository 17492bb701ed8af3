import { createHash } from 'node:crypto';
import type { Seams } from '../seams.ts';

export const name = 'key-hash-of-the-device';
export const title = 'The hash of a key depends on the name of the switch';
export const requirements = ['SSH2-PUBKEY-012', 'SSH2-PUBKEY-015', 'SSH2-SRVAUTH-011'];

export function apply(seams: Seams): void {
  seams.keyHash = (blob, hostname) =>
    createHash('md5').update(hostname).update(blob).digest('hex').toUpperCase();
}
