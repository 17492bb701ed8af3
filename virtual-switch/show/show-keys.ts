import { publicKeyInfo, type RsaKeyPair } from '../keys/key-store.ts';
import { hexLines } from '../keys/self-signed-certificate.ts';
import type { Release } from '../release.ts';

/** `show crypto key mypubkey rsa`, form of show-crypto-key-mypubkey-rsa--genieparser--3, with sizes as in --2. */
export function showKeys(pairs: readonly RsaKeyPair[], release: Release): string {
  const size = ({ modulusBits }: RsaKeyPair) => (release.keys.showsSize ? `      ${modulusBits} bits` : '');
  return pairs
    .flatMap((pair) => [
      `% Key pair was generated at: ${pair.generatedAt}`,
      `Key name: ${pair.name}`,
      `Key type: RSA KEYS${size(pair)}`,
      ` Storage Device: ${pair.stored ? 'private-config' : 'not specified'}`,
      ` Usage: ${pair.usage}`,
      ` Key is ${pair.exportable ? '' : 'not '}exportable. Redundancy enabled.`,
      ' Key Data:',
      ...hexLines(publicKeyInfo(pair.privateKey)).map((text) => `  ${text}`),
    ])
    .map((text) => `${text}\n`)
    .join('');
}
