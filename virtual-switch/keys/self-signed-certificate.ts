import { createHash, createPublicKey, sign, type KeyObject } from 'node:crypto';

/**
 * The X.509 certificate that a switch makes for itself on its first boot, DER. Form after
 * show-running-config-self-signed-pki-part--utah-3650--1: version 3, serial 1; MD5 there and SHA-1 here, as
 * with 16.12, as OpenSSL no longer signs with the former.
 */
export function selfSignedCertificate(options: {
  readonly privateKey: KeyObject;
  readonly commonName: string;
  readonly hostname: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}): Buffer {
  const { privateKey, commonName, hostname, notBefore, notAfter } = options;
  const publicKeyInfo = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const pkcs1 = createPublicKey(privateKey).export({ format: 'der', type: 'pkcs1' });
  const keyIdentifier = createHash('sha1').update(pkcs1).digest();
  const algorithm = sequence(oid('2a864886f70d010105'), der(0x05));
  const name = sequence(der(0x31, sequence(oid('550403'), der(0x13, Buffer.from(commonName)))));
  const extensions = sequence(
    sequence(
      oid('551d13'),
      der(0x01, Buffer.from([0xff])),
      der(0x04, sequence(der(0x01, Buffer.from([0xff])))),
    ),
    sequence(oid('551d11'), der(0x04, sequence(der(0x82, Buffer.from(hostname))))),
    sequence(oid('551d23'), der(0x04, sequence(der(0x80, keyIdentifier)))),
    sequence(oid('551d0e'), der(0x04, der(0x04, keyIdentifier))),
  );
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(der(0x17, Buffer.from(utcTime(notBefore))), der(0x17, Buffer.from(utcTime(notAfter)))),
    name,
    publicKeyInfo,
    der(0xa3, extensions),
  );
  const signature = sign('sha1', body, privateKey);
  return sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
}

/** Bytes as IOS prints them: groups of four, eight to a line, with a blank after each. */
export function hexLines(bytes: Buffer): string[] {
  const groups =
    bytes
      .toString('hex')
      .toUpperCase()
      .match(/.{1,8}/g) ?? [];
  const lines: string[] = [];
  for (let at = 0; at < groups.length; at += 8) {
    const last = at + 8 >= groups.length;
    lines.push(groups.slice(at, at + 8).join(' ') + (last ? '' : ' '));
  }
  return lines;
}

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
const sequence = (...contents: readonly Buffer[]) => der(0x30, ...contents);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const utcTime = (date: Date) => `${date.toISOString().slice(2, 19).replaceAll(/[-T:]/g, '')}Z`;
