import { publicKeyInfo, type RsaKeyPair } from '../keys/key-store.ts';
import { hexLines } from '../keys/self-signed-certificate.ts';

/** `show crypto key mypubkey rsa`, form of show-crypto-key-mypubkey-rsa--genieparser--3. */
export function showKeys(pairs: readonly RsaKeyPair[]): string {
  return pairs
    .flatMap((pair) => [
      `% Key pair was generated at: ${pair.generatedAt}`,
      `Key name: ${pair.name}`,
      'Key type: RSA KEYS',
      ` Storage Device: ${pair.stored ? 'private-config' : 'not specified'}`,
      ` Usage: ${pair.usage}`,
      ` Key is ${pair.exportable ? '' : 'not '}exportable. Redundancy enabled.`,
      ' Key Data:',
      ...hexLines(publicKeyInfo(pair.privateKey)).map((text) => `  ${text}`),
    ])
    .map((text) => `${text}\n`)
    .join('');
}
