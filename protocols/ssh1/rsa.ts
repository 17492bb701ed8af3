import {
  constants,
  createPublicKey,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { bitLength, leftPadded, withoutLeadingZeros } from './fields.ts';
import { Ssh1ProtocolError } from './protocol-error.ts';

/** The public half of an RSA key; numbers are big-endian without leading zeros. */
export interface RsaPublicKey {
  readonly modulus: Uint8Array;
  readonly exponent: Uint8Array;
}

export function publicHalf(key: KeyObject): RsaPublicKey {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  const { n = '', e = '' } = half.export({ format: 'jwk' });
  return {
    modulus: withoutLeadingZeros(Buffer.from(n, 'base64url')),
    exponent: withoutLeadingZeros(Buffer.from(e, 'base64url')),
  };
}

export function modulusBits({ modulus }: RsaPublicKey): number {
  return bitLength(modulus);
}

/** Padding of PKCS #1 type 2 and encryption; the result is as long as the modulus. */
export function encrypt(key: RsaPublicKey, message: Uint8Array): Buffer {
  const size = withoutLeadingZeros(key.modulus).length;
  const filling = size - message.length - 3;
  if (filling < 8) {
    throw new Ssh1ProtocolError(
      'message',
      `a key of ${modulusBits(key)} bits is too small for ${message.length} bytes`,
    );
  }
  const padded = Buffer.concat([Buffer.from([0, 2]), nonZeroBytes(filling), Buffer.from([0]), message]);
  try {
    const jwk = {
      kty: 'RSA',
      n: Buffer.from(key.modulus).toString('base64url'),
      e: Buffer.from(key.exponent).toString('base64url'),
    };
    const object = createPublicKey({ key: jwk, format: 'jwk' });
    return publicEncrypt({ key: object, padding: constants.RSA_NO_PADDING }, padded);
  } catch (error) {
    throw new Ssh1ProtocolError(
      'message',
      `no RSA key: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/**
 * Undoes `encrypt`. Node refuses to remove this padding itself (CVE-2023-46809): what it guards against, telling
 * wrong padding from other faults, the protocol's servers do by design.
 */
export function decrypt(key: KeyObject, message: Uint8Array): Buffer {
  const size = publicHalf(key).modulus.length;
  if (withoutLeadingZeros(message).length > size) {
    throw new Ssh1ProtocolError('message', 'an encrypted number is longer than the key');
  }
  let plain: Buffer;
  try {
    plain = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, leftPadded(message, size));
  } catch {
    throw new Ssh1ProtocolError('message', 'an encrypted number is larger than the modulus');
  }
  const end = plain.indexOf(0, 2);
  if (plain[0] !== 0 || plain[1] !== 2 || end < 0) {
    throw new Ssh1ProtocolError('message', 'the padding of an encrypted number is wrong');
  }
  return plain.subarray(end + 1);
}

function nonZeroBytes(length: number): Buffer {
  const bytes = randomBytes(length);
  for (let at = 0; at < length; at += 1) {
    while (bytes[at] === 0) randomBytes(1).copy(bytes, at);
  }
  return bytes;
}
