import { generateKeyPair, type KeyObject } from 'node:crypto';

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

/**
 * How long the switch's processor takes, milliseconds: 113 s for 4096 bits on a 3850 (FINDINGS section 4),
 * with the cube of the size.
 */
export function generationTime(modulusBits: number): number {
  return 113_000 * (modulusBits / 4096) ** 3;
}
