import { createHash } from 'node:crypto';
import { type TacacsHeader, versionByte } from './header.ts';

const digestLength = 16;

/** RFC 8907, section 4.5: the body XORed with a pad of chained MD5 digests. Its own inverse. */
export function obfuscate(
  body: Uint8Array,
  header: Pick<TacacsHeader, 'session' | 'minorVersion' | 'sequence'>,
  key: string,
): Buffer {
  const session = Buffer.alloc(4);
  session.writeUInt32BE(header.session);
  const seed = Buffer.concat([
    session,
    Buffer.from(key, 'utf8'),
    Buffer.from([versionByte(header.minorVersion), header.sequence]),
  ]);
  const changed = Buffer.from(body);
  let digest = Buffer.alloc(0);
  for (let at = 0; at < changed.length; at += digestLength) {
    digest = createHash('md5').update(seed).update(digest).digest();
    digest.subarray(0, changed.length - at).forEach((pad, index) => {
      changed.writeUInt8(changed.readUInt8(at + index) ^ pad, at + index);
    });
  }
  return changed;
}
