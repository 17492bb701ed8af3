import { createPublicKey, type KeyObject } from 'node:crypto';

/** What `.ssh/*.pub` holds, in lines that the switch takes. */
function keyLines(key: KeyObject): string[] {
  return `ssh-rsa ${blobOf(key).toString('base64')}`.match(/.{1,70}/g) ?? [];
}

/** The key as it is on the wire (RFC 4253 section 6.6). */
export function blobOf(key: KeyObject): Buffer {
  const { n = '', e = '' } = createPublicKey(key).export({ format: 'jwk' });
  const numbers = [e, n].map((text) => {
    const bytes = Buffer.from(text, 'base64url');
    return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes;
  });
  return Buffer.concat(
    [Buffer.from('ssh-rsa'), ...numbers].map((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return Buffer.concat([length, part]);
    }),
  );
}

/** Lines of global configuration that store the key of a server. */
export const entry = (name: string, key: KeyObject) => [
  'ip ssh pubkey-chain',
  `server ${name}`,
  'key-string',
  ...keyLines(key),
  'exit',
  'exit',
  'exit',
];
