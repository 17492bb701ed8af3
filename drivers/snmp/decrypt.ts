import { createDecipheriv, createHash } from 'node:crypto';
import type { UsmHeader } from '../../bench/snmp/message-v3.ts';
import type { AuthProtocol, SnmpUser } from './snmp-user.ts';

const hashes: Readonly<Record<AuthProtocol, string>> = {
  md5: 'md5',
  sha: 'sha1',
  sha224: 'sha224',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
};

/** RFC 3414 appendix A.2: a password is repeated to so many octets. */
const stretched = 1_048_576;

/**
 * The scoped PDU of an encrypted message (RFC 3826, and its AES-256 kin), or undefined where this user has no key
 * for it. Garbage where the key is wrong: whether it is right, the digest tells.
 */
export function decryptScopedPdu(header: UsmHeader, user: SnmpUser): Uint8Array | undefined {
  const { encrypted, engineId, engineBoots, engineTime, privacyParameters } = header;
  if (encrypted === undefined || user.auth === undefined || user.priv === undefined) return undefined;
  if (user.priv.protocol === 'des' || privacyParameters.length !== 8) return undefined;
  const long = user.priv.protocol !== 'aes';
  const key = localizedKey(hashes[user.auth.protocol], user, engineId, long ? 32 : 16);
  const iv = Buffer.alloc(16);
  iv.writeUInt32BE(engineBoots, 0);
  iv.writeUInt32BE(engineTime, 4);
  iv.set(privacyParameters, 8);
  const decipher = createDecipheriv(long ? 'aes-256-cfb' : 'aes-128-cfb', key, iv);
  return Buffer.concat([decipher.update(encrypted), decipher.final()]);
}

function localizedKey(hash: string, user: SnmpUser, engineId: Uint8Array, length: number): Buffer {
  const password = user.priv?.key.reveal() ?? '';
  const first = localize(hash, password, engineId);
  const parts = [first];
  for (let last = first; Buffer.concat(parts).length < length; parts.push(last)) {
    last =
      user.priv?.protocol === 'aes256-blumenthal'
        ? createHash(hash).update(Buffer.concat(parts)).digest()
        : localize(hash, last, engineId);
  }
  return Buffer.concat(parts).subarray(0, length);
}

/** RFC 3414 section 2.6. */
function localize(hash: string, password: string | Buffer, engineId: Uint8Array): Buffer {
  const repeated =
    typeof password === 'string' ? Buffer.alloc(stretched, password) : Buffer.alloc(stretched, password);
  const key = createHash(hash).update(repeated).digest();
  return createHash(hash).update(key).update(engineId).update(key).digest();
}
