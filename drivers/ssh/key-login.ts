import { PcoError } from '../../bench/errors.ts';
import type { SshLoginArgs } from '../../bench/ssh-client.ts';
import type { PublicKeyRequest } from '../../protocols/ssh2/public-key-login.ts';
import type { SignatureAlgorithm, UserKeys } from './user-keys.ts';

/** The strongest first. */
const rsaAlgorithms: readonly SignatureAlgorithm[] = ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'];

/**
 * What a login with publickey sends; undefined where it uses no such method. `claimed` are the signature algorithms
 * that the DUT is said to take. Throws PcoError where the key is missing or cannot sign so.
 */
export function keyForLogin(
  keys: UserKeys,
  { methods, publicKey }: SshLoginArgs,
  claimed: readonly string[] = [],
): (PublicKeyRequest & { readonly pem: string }) | undefined {
  if (methods?.includes('publickey') !== true) return undefined;
  if (publicKey === undefined) {
    throw new PcoError('publickey without a key', {
      expected: 'publicKey: { key: NAME }, a key of make-key',
    });
  }
  const algorithm = publicKey.algorithm ?? rsaAlgorithms.find((name) => claimed.includes(name)) ?? 'ssh-rsa';
  return {
    pem: keys.pemFor(publicKey),
    algorithm,
    asks: publicKey.ask ?? true,
    sign: (data) => keys.sign(publicKey, algorithm, data),
  };
}
