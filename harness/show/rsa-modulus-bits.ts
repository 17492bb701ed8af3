/**
 * The size of the modulus in an RSA public key as SSH writes it (RFC 4253 section 6.6: name, exponent,
 * modulus). The key's end may be cut off. Undefined for what is no RSA key.
 */
export function bitsOfSshRsaKey(base64: string): number | undefined {
  const blob = Buffer.from(base64, 'base64');
  const name = sshString(blob, 0);
  if (name?.body.toString('latin1') !== 'ssh-rsa') return undefined;
  const exponent = sshString(blob, name.end);
  return exponent === undefined
    ? undefined
    : bitsOfInteger(blob, exponent.end + 4, lengthAt(blob, exponent.end));
}

/** The same of a SubjectPublicKeyInfo in hexadecimal (RFC 8017 appendix A.1.1, inside RFC 5280's wrapping). */
export function bitsOfRsaKeyData(hexadecimal: string): number | undefined {
  const der = Buffer.from(hexadecimal, 'hex');
  const info = derElement(der, 0, 0x30);
  const algorithm = info && derElement(der, info.from, 0x30);
  const bitString = algorithm && derElement(der, algorithm.to, 0x03);
  const key = bitString && derElement(der, bitString.from + 1, 0x30);
  const modulus = key && derElement(der, key.from, 0x02);
  return modulus && bitsOfInteger(der, modulus.from, modulus.to - modulus.from);
}

function sshString(blob: Buffer, at: number): { body: Buffer; end: number } | undefined {
  const length = lengthAt(blob, at);
  if (length === undefined || at + 4 + length > blob.length) return undefined;
  return { body: blob.subarray(at + 4, at + 4 + length), end: at + 4 + length };
}

function lengthAt(blob: Buffer, at: number): number | undefined {
  return at + 4 > blob.length ? undefined : blob.readUInt32BE(at);
}

/** Where the content of a DER element of that tag stands; its end may lie behind what is there. */
function derElement(der: Buffer, at: number, tag: number): { from: number; to: number } | undefined {
  const [found, first] = [der[at], der[at + 1]];
  if (found !== tag || first === undefined) return undefined;
  if (first < 0x80) return { from: at + 2, to: at + 2 + first };
  const octets = first & 0x7f;
  const from = at + 2 + octets;
  if (octets < 1 || octets > 4 || from > der.length) return undefined;
  return { from, to: from + der.readUIntBE(at + 2, octets) };
}

/** Bits of a positive big-endian integer, whose leading octet may be 0 or say fewer than eight. */
function bitsOfInteger(octets: Buffer, from: number, length: number | undefined): number | undefined {
  if (length === undefined || length === 0) return undefined;
  const leading = octets[from] === 0 ? 1 : 0;
  const first = octets[from + leading];
  if (first === undefined || first === 0) return undefined;
  return (length - leading - 1) * 8 + (32 - Math.clz32(first));
}
