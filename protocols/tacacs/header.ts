import type { TacacsFault } from './fault.ts';
import { packetType } from './numbers.ts';

/** RFC 8907, section 4.1. */
export interface TacacsHeader {
  /** 0, or 1 for PAP, CHAP and MS-CHAP logins. */
  readonly minorVersion: number;
  /** A number of `packetType`. */
  readonly type: number;
  /** From 1, odd from the client, even from the server. */
  readonly sequence: number;
  /** Bits of `headerFlag`. */
  readonly flags: number;
  readonly session: number;
  /** Bytes of the body. */
  readonly length: number;
}

export const headerLength = 12;
/** The longest body that is taken. Fields of 16 bits fill no longer one. */
export const longestBody = 0x2_0000;
const majorVersion = 0xc;

export function versionByte(minorVersion: number): number {
  return (majorVersion << 4) | minorVersion;
}

export function writeHeader(header: TacacsHeader): Buffer {
  const bytes = Buffer.alloc(headerLength);
  bytes.writeUInt8(versionByte(header.minorVersion), 0);
  bytes.writeUInt8(header.type, 1);
  bytes.writeUInt8(header.sequence, 2);
  bytes.writeUInt8(header.flags, 3);
  bytes.writeUInt32BE(header.session, 4);
  bytes.writeUInt32BE(header.length, 8);
  return bytes;
}

/** The header at the beginning of bytes; there must be `headerLength` of them. */
export function readHeader(bytes: Buffer): TacacsHeader {
  return {
    minorVersion: bytes.readUInt8(0) & 0x0f,
    type: bytes.readUInt8(1),
    sequence: bytes.readUInt8(2),
    flags: bytes.readUInt8(3),
    session: bytes.readUInt32BE(4),
    length: bytes.readUInt32BE(8),
  };
}

/** Why no TACACS+ packet begins like this; undefined where one may. */
export function headerFault(bytes: Buffer): TacacsFault | undefined {
  const { type, length } = readHeader(bytes);
  const major = bytes.readUInt8(0) >>> 4;
  if (major !== majorVersion) return { what: 'version', message: `the major version is ${major}, not 12` };
  if (!Object.values<number>(packetType).includes(type)) {
    return { what: 'type', message: `there is no packet type ${type}` };
  }
  if (length > longestBody) {
    return { what: 'too-long', message: `a body of ${length} bytes, where ${longestBody} are the most` };
  }
  return undefined;
}
