import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { BuiltCipher } from './numbers.ts';

/** One direction of a connection: keeps its chaining state from packet to packet; lengths are multiples of 8. */
export type PacketCipher = (bytes: Uint8Array) => Buffer;

/** Bytes of session key that each cipher takes. */
export const keyLength: Readonly<Record<BuiltCipher, number>> = { des: 8, '3des': 24 };

/** Cipher of what goes out, keyed with the first bytes of the session key; the chaining begins with zeros. */
export function encryptorOf(cipher: BuiltCipher, key: Uint8Array): PacketCipher {
  if (cipher === 'des') return layer(part(key, 0), 'encrypt');
  return inTurn([
    layer(part(key, 0), 'encrypt'),
    layer(part(key, 1), 'decrypt'),
    layer(part(key, 2), 'encrypt'),
  ]);
}

export function decryptorOf(cipher: BuiltCipher, key: Uint8Array): PacketCipher {
  if (cipher === 'des') return layer(part(key, 0), 'decrypt');
  return inTurn([
    layer(part(key, 2), 'decrypt'),
    layer(part(key, 1), 'encrypt'),
    layer(part(key, 0), 'decrypt'),
  ]);
}

/** SSH-1 chains each of the three DES by itself ("inner CBC"), which is not des-ede3-cbc. */
function inTurn(layers: readonly PacketCipher[]): PacketCipher {
  return (bytes) => layers.reduce<Buffer>((done, each) => each(done), Buffer.from(bytes));
}

/** DES-CBC. OpenSSL 3 has it in its legacy provider only; with three equal keys des-ede3-cbc is the same. */
function layer(key: Uint8Array, what: 'encrypt' | 'decrypt'): PacketCipher {
  const tripled = Buffer.concat([key, key, key]);
  const begin = Buffer.alloc(8);
  const cipher =
    what === 'encrypt'
      ? createCipheriv('des-ede3-cbc', tripled, begin)
      : createDecipheriv('des-ede3-cbc', tripled, begin);
  cipher.setAutoPadding(false);
  return (bytes) => cipher.update(bytes);
}

function part(key: Uint8Array, index: number): Uint8Array {
  return key.subarray(index * 8, index * 8 + 8);
}
