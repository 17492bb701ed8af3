import type { KeyObject } from 'node:crypto';

/** A public key as SSH writes it: RFC 4253 section 6.6 (ssh-rsa, ssh-dss), RFC 5656 section 3.1 (nistp256). */
export function publicKeyBlob(key: KeyObject): Buffer {
  if (key.asymmetricKeyType === 'dsa') return strings(text('ssh-dss'), ...dsaNumbers(key).map(mpint));
  const jwk = key.export({ format: 'jwk' });
  if (jwk.kty === 'RSA') return strings(text('ssh-rsa'), mpint(bytes(jwk.e)), mpint(bytes(jwk.n)));
  if (jwk.kty === 'EC' && jwk.crv === 'P-256') {
    const point = Buffer.concat([Buffer.from([4]), bytes(jwk.x), bytes(jwk.y)]);
    return strings(text('ecdsa-sha2-nistp256'), text('nistp256'), point);
  }
  throw new Error(`no form in SSH is known here for a key of type ${String(key.asymmetricKeyType)}`);
}

const text = (value: string): Buffer => Buffer.from(value, 'latin1');
const bytes = (base64url: string | undefined): Buffer => Buffer.from(base64url ?? '', 'base64url');

/** An unsigned number with a sign bit of its own (RFC 4251 section 5). */
function mpint(number: Buffer): Buffer {
  const first = number.findIndex((byte) => byte !== 0);
  const short = first < 0 ? Buffer.alloc(0) : number.subarray(first);
  return ((short[0] ?? 0) & 0x80) === 0 ? short : Buffer.concat([Buffer.from([0]), short]);
}

function strings(...parts: readonly Buffer[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );
}

/** p, q, g and y of SubjectPublicKeyInfo (RFC 3279 section 2.3.2), which Node gives as DER only. */
function dsaNumbers(key: KeyObject): Buffer[] {
  const der = key.export({ format: 'der', type: 'spki' });
  const algorithm = element(der, element(der, 0).from);
  const parameters = element(der, element(der, algorithm.from).to);
  const numbers: Buffer[] = [];
  for (let at = parameters.from; at < parameters.to;) {
    const number = element(der, at);
    numbers.push(der.subarray(number.from, number.to));
    at = number.to;
  }
  const bits = element(der, algorithm.to);
  const y = element(der, bits.from + 1);
  return [...numbers, der.subarray(y.from, y.to)];
}

function element(der: Buffer, at: number): { from: number; to: number } {
  const first = der.readUInt8(at + 1);
  if (first < 0x80) return { from: at + 2, to: at + 2 + first };
  const octets = first & 0x7f;
  const from = at + 2 + octets;
  return { from, to: from + der.readUIntBE(at + 2, octets) };
}
