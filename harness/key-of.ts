import type { CliObservation } from '../bench/console.ts';
import { PcoError } from '../bench/errors.ts';
import type { Recorded } from '../bench/recorded.ts';
import { outputLines } from './output-lines.ts';
import { sshFingerprintOfKeyData } from './show/rsa-fingerprint.ts';
import { parseShowCryptoKeyMypubkeyRsa } from './show/show-crypto-key-mypubkey-rsa.ts';

/**
 * The SHA-256 by which an SSH client knows a key pair, from `show crypto key mypubkey rsa`. Of usage keys it is the
 * signature key's, which is the one that SSH can offer.
 */
export function keyOf({ observation }: Recorded<CliObservation>, name: string): string {
  const { keys } = parseShowCryptoKeyMypubkeyRsa(outputLines(observation));
  const pair = keys.find((key) => key.name === name && !/encryption/i.test(key.usage ?? ''));
  const fingerprint = pair?.data === undefined ? undefined : sshFingerprintOfKeyData(pair.data);
  if (fingerprint !== undefined) return fingerprint;
  throw new PcoError(`no RSA key of ${name} to compare with`, {
    expected: `a key pair ${name} with its key data`,
    got:
      keys.map((key) => `${key.name ?? 'unnamed'}, ${key.usage ?? 'no usage'}`).join('; ') || 'no key pair',
    where: `console, ${observation.command}`,
  });
}
