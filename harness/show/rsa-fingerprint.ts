import { createHash, createPublicKey } from 'node:crypto';

/**
 * The SHA-256 of an RSA key as SSH writes it (RFC 4253 section 6.6), in base64 without padding, from a
 * SubjectPublicKeyInfo in hexadecimal. Undefined for what is no RSA key.
 */
export function sshFingerprintOfKeyData(hexadecimal: string): string | undefined {
  const numbers = rsaNumbers(hexadecimal);
  if (numbers === undefined) return undefined;
  const blob = Buffer.concat([Buffer.from('ssh-rsa'), mpint(numbers.e), mpint(numbers.n)].map(sshString));
  return createHash('sha256').update(blob).digest('base64').replace(/=+$/, '');
}

function rsaNumbers(hexadecimal: string): { n: string; e: string } | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(hexadecimal, 'hex'), format: 'der', type: 'spki' });
    const { n, e } = key.export({ format: 'jwk' });
    return n === undefined || e === undefined ? undefined : { n, e };
  } catch {
    return undefined;
  }
}

/** A positive number as SSH writes it: with an octet 0 in front where it would look negative. */
function mpint(base64: string): Buffer {
  const octets = Buffer.from(base64, 'base64url');
  return (octets[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), octets]) : octets;
}

function sshString(body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
}
