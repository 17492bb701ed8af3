import { createHash, createPublicKey } from 'node:crypto';

/**
 * The SHA-256 fingerprint, in base64 without padding, of an RSA key that `show crypto key mypubkey rsa` prints as
 * SubjectPublicKeyInfo in hexadecimal: that of the same key on the wire, `ssh-rsa` with exponent and modulus (RFC 4253
 * section 6.6). Undefined for what is no whole RSA key.
 */
export function sshFingerprintOf(hexadecimal: string): string | undefined {
  try {
    const der = Buffer.from(hexadecimal, 'hex');
    const { kty, e, n } = createPublicKey({ key: der, format: 'der', type: 'spki' }).export({
      format: 'jwk',
    });
    if (kty !== 'RSA' || e === undefined || n === undefined) return undefined;
    const blob = Buffer.concat([Buffer.from('ssh-rsa'), mpint(e), mpint(n)].flatMap(withLength));
    return createHash('sha256').update(blob).digest('base64').replace(/=+$/, '');
  } catch {
    return undefined;
  }
}

function mpint(base64url: string): Buffer {
  const bytes = Buffer.from(base64url, 'base64url');
  return ((bytes[0] ?? 0) & 0x80) === 0 ? bytes : Buffer.concat([Buffer.from([0]), bytes]);
}

function withLength(body: Buffer): Buffer[] {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return [length, body];
}
