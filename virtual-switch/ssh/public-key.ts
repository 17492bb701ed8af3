import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/** A public key that a client presents in a request (RFC 4252 section 7). */
export interface PresentedKey {
  /** Of the signature: `ssh-rsa`, `rsa-sha2-256`. */
  readonly algorithm: string;
  readonly blob: Uint8Array;
  /** What was signed, session identifier first, and the signature; absent where the client only asks. */
  readonly proof?: { readonly signed: Uint8Array; readonly signature: Uint8Array };
}

/** Strings and numbers of a key, by its type (RFC 4253 section 6.6, RFC 5656 section 3.1). */
const fieldsOf: Readonly<Record<string, number>> = {
  'ssh-rsa': 2,
  'ssh-dss': 4,
  'ecdsa-sha2-nistp256': 2,
  'ssh-ed25519': 1,
};

export interface TypedKey {
  readonly type: string;
  readonly blob: Buffer;
  /** What stood behind the key. */
  readonly comment: string;
}

/**
 * A key as people paste it: with or without its type in front, with or without a comment behind. Where the key ends is
 * known from the lengths inside of it, because a comment may have come right behind it when lines were joined.
 */
export function readTypedKey(text: string): TypedKey | undefined {
  const [, base64 = ''] = /^(?:[\w@.-]+\s+)?(AAAA[A-Za-z0-9+/]*)/.exec(text) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  const type = stringAt(bytes, 0)?.text;
  const fields = type === undefined ? undefined : fieldsOf[type];
  if (type === undefined || fields === undefined) return undefined;
  let end = stringAt(bytes, 0)?.end;
  for (let field = 0; field < fields && end !== undefined; field += 1) end = stringAt(bytes, end)?.end;
  if (end === undefined) return undefined;
  const characters = Math.ceil((end * 4) / 3);
  const behind = text.slice(text.indexOf(base64) + characters).replace(/^=+/, '');
  return { type, blob: bytes.subarray(0, end), comment: behind.trim() };
}

/** Whether the signature was made by the private half of the key over what was signed. */
export function signatureHolds({ algorithm, blob, proof }: PresentedKey): boolean {
  const digest = digests[algorithm];
  const key = rsaKey(blob);
  if (proof === undefined || digest === undefined || key === undefined) return false;
  return verify(digest, proof.signed, key, proof.signature);
}

const digests: Readonly<Record<string, string>> = {
  'ssh-rsa': 'sha1',
  'rsa-sha2-256': 'sha256',
  'rsa-sha2-512': 'sha512',
};

function rsaKey(blob: Uint8Array): KeyObject | undefined {
  const bytes = Buffer.from(blob);
  const type = stringAt(bytes, 0);
  const exponent = type?.text === 'ssh-rsa' ? stringAt(bytes, type.end) : undefined;
  const modulus = exponent && stringAt(bytes, exponent.end);
  if (exponent === undefined || modulus === undefined) return undefined;
  const [e, n] = [exponent, modulus].map(({ body }) => body.toString('base64url'));
  if (e === undefined || n === undefined) return undefined;
  try {
    return createPublicKey({ key: { kty: 'RSA', e, n }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

function stringAt(bytes: Buffer, at: number): { body: Buffer; text: string; end: number } | undefined {
  if (at + 4 > bytes.length) return undefined;
  const end = at + 4 + bytes.readUInt32BE(at);
  if (end > bytes.length) return undefined;
  const body = bytes.subarray(at + 4, end);
  return { body, text: body.toString('latin1'), end };
}
