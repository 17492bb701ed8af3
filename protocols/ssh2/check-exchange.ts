import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import type { Client } from 'ssh2';
import { asCheckedExchange, type CheckedExchange, protocolOf } from './internals.ts';
import { readString, readStrings } from './messages.ts';
import { string, uint32 } from './write-message.ts';

/** What a client can say of the exchange under way when it is shown the host key. */
export interface ExchangeCheck {
  /** Whether the host key signed this exchange (RFC 4253 section 8); undefined where it is no RSA key: ssh2 decides then. */
  readonly signatureHolds: boolean | undefined;
  /** Lets the exchange go on in spite of a wrong signature; for RSA keys only. */
  overlookSignature(): void;
}

/**
 * Checks the signature of the exchange under way in place of ssh2, which gives a connection up without a word whose
 * signature is wrong. To be called from the host verifier of an ssh2 client.
 */
export function checkExchange(client: Client): ExchangeCheck {
  const kex = asCheckedExchange(protocolOf(client)._kex);
  const hash = exchangeHash(kex);
  const algorithm = kex.negotiated.serverHostKey;
  const key = rsaKey(kex._hostKey);
  const [type, signature] = readStrings(kex._sig, 0, 2);
  const digest = digests[algorithm];
  const known = key !== undefined && digest !== undefined;
  return {
    signatureHolds: known
      ? type?.toString('latin1') === algorithm &&
        signature !== undefined &&
        verify(digest, hash, key, signature)
      : undefined,
    overlookSignature: () => {
      if (digest !== undefined) replaceSignature(kex, algorithm, digest, hash);
    },
  };
}

const digests: Readonly<Record<string, string>> = {
  'ssh-rsa': 'sha1',
  'rsa-sha2-256': 'sha256',
  'rsa-sha2-512': 'sha512',
};

/** RFC 4253 section 8, RFC 4419 section 3. */
function exchangeHash(kex: CheckedExchange): Buffer {
  const secret = kex.computeSecret(kex._dhData);
  if (secret instanceof Error) throw secret;
  // Computed once: in a large group it takes its time.
  kex.computeSecret = () => secret;
  const parts = [kex._identRaw, kex._remoteIdentRaw, kex._kexinit, kex._remoteKexinit, kex._hostKey].map(
    (part) => string(part),
  );
  const group = kex.type === 'groupex' ? kex.getDHParams?.() : undefined;
  if (group !== undefined) {
    parts.push(...[kex._minBits ?? 0, kex._prefBits ?? 0, kex._maxBits ?? 0].map(uint32));
    parts.push(string(group.prime), string(group.generator));
  }
  parts.push(string(kex.getPublicKey()), string(kex.convertPublicKey(kex._dhData)), string(secret));
  return createHash(kex.hashName).update(Buffer.concat(parts)).digest();
}

/** ssh2 reads the key that it verifies with out of a slice of the host key, and hashes all of that. */
function replaceSignature(kex: CheckedExchange, algorithm: string, digest: string, hash: Buffer): void {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const numbers = [e, n].map((text) => mpint(Buffer.from(text, 'base64url')));
  const shown = Buffer.from(kex._hostKey);
  Object.defineProperty(shown, 'slice', { value: () => Buffer.concat(numbers) });
  kex._hostKey = shown;
  kex._sig = Buffer.concat([string(algorithm), string(sign(digest, hash, privateKey))]);
}

function mpint(bytes: Buffer): Buffer {
  return string((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes);
}

function rsaKey(blob: Uint8Array): KeyObject | undefined {
  if (readString(blob, 0).toString('latin1') !== 'ssh-rsa') return undefined;
  const [, exponent, modulus] = readStrings(blob, 0, 3);
  if (exponent === undefined || modulus === undefined) return undefined;
  const jwk = { kty: 'RSA', e: exponent.toString('base64url'), n: modulus.toString('base64url') };
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return undefined;
  }
}
