import { generateKeyPair, type KeyObject } from 'node:crypto';
import type { Hardware } from '../hardware.ts';

/** Generates an RSA private key off the main thread. */
export function generateRsa(modulusBits: number): Promise<KeyObject> {
  return new Promise((resolve, reject) => {
    generateKeyPair(
      'rsa',
      { modulusLength: modulusBits, publicExponent: 0x10001 },
      (error, _publicKey, privateKey) => (error === null ? resolve(privateKey) : reject(error)),
    );
  });
}

/** How long the switch's processor takes, milliseconds: with the cube of the size (FINDINGS section 4). */
export function generationTime(modulusBits: number, { keyGeneration }: Hardware): number {
  return keyGeneration * (modulusBits / 4096) ** 3;
}
