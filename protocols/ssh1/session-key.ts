import { createHash, type KeyObject } from 'node:crypto';
import { leftPadded } from './fields.ts';
import { Ssh1ProtocolError } from './protocol-error.ts';
import { decrypt, encrypt, publicHalf, type RsaPublicKey } from './rsa.ts';

/** Draft, "Key exchange": the session key is 32 random bytes, sent encrypted with both of the server's keys. */
export const sessionKeyLength = 32;

/** Binds the session key to the two keys and the cookie of this connection. */
export function sessionId(host: RsaPublicKey, server: RsaPublicKey, cookie: Uint8Array): Buffer {
  return createHash('md5').update(host.modulus).update(server.modulus).update(cookie).digest();
}

/** The session key as the client sends it: for the smaller key first, then for the larger. */
export function sealSessionKey(
  key: Uint8Array,
  keys: { readonly host: RsaPublicKey; readonly server: RsaPublicKey },
  id: Uint8Array,
): Buffer {
  const { host, server } = keys;
  const [small, large] = isLarger(host, server) ? [server, host] : [host, server];
  return encrypt(large, encrypt(small, combined(key, id)));
}

/** What `sealSessionKey` was given. Throws Ssh1ProtocolError where it was not made for these keys. */
export function openSessionKey(
  sealed: Uint8Array,
  keys: { readonly host: KeyObject; readonly server: KeyObject },
  id: Uint8Array,
): Buffer {
  const { host, server } = keys;
  const [small, large] = isLarger(publicHalf(host), publicHalf(server)) ? [server, host] : [host, server];
  const key = decrypt(small, decrypt(large, sealed));
  if (key.length > sessionKeyLength) {
    throw new Ssh1ProtocolError('message', `a session key of ${key.length} bytes`);
  }
  return combined(leftPadded(key, sessionKeyLength), id);
}

/** The session id is laid over the beginning of the key; twice, and it is the key again. */
function combined(key: Uint8Array, id: Uint8Array): Buffer {
  return Buffer.from(key.map((byte, at) => byte ^ (id[at] ?? 0)));
}

function isLarger(one: RsaPublicKey, other: RsaPublicKey): boolean {
  const size = Math.max(one.modulus.length, other.modulus.length);
  return Buffer.compare(leftPadded(one.modulus, size), leftPadded(other.modulus, size)) > 0;
}
