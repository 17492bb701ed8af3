import type { KeyObject } from 'node:crypto';
import { modulusBits, publicHalf } from '../../protocols/ssh1/rsa.ts';
import { generateRsa } from '../keys/rsa.ts';

/** Bits of the temporary key (NAME.server) of IOS up to 15.x, from memory; a 17.x has 2176 (FINDINGS section 4). */
const usualBits = 768;

/** SSH_KEY_BITS_RESERVED of OpenSSH: clients refuse two keys whose sizes are nearer to each other. */
const smallestDifference = 128;
/** Beside a host key that is too near; what IOS does then is recorded nowhere. */
const otherBits = 1024;

/** The temporary key of version 1: made when it is first needed, and anew for another host key. */
export class ServerKey {
  #made: { readonly host: KeyObject; readonly key: Promise<KeyObject> } | undefined;

  for(host: KeyObject): Promise<KeyObject> {
    if (this.#made?.host !== host) {
      this.#made = { host, key: generateRsa(serverKeyBits(modulusBits(publicHalf(host)))) };
    }
    return this.#made.key;
  }
}

/** The size that goes with a host key: both clients that are in use fail with two sizes that are near. */
export function serverKeyBits(hostBits: number): number {
  return Math.abs(hostBits - usualBits) < smallestDifference ? otherBits : usualBits;
}
