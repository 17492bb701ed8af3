import { createHash } from 'node:crypto';
import { headerFlag } from './numbers.ts';
import { TacacsError } from './tacacs-error.ts';

/** RFC 8907 section 4.1. */
export interface PacketHeader {
  /** 0, or 1 for PAP and CHAP logins. */
  readonly minor: number;
  readonly type: number;
  /** From 1, odd from the client. */
  readonly sequence: number;
  readonly flags: number;
  readonly session: number;
}

export interface Packet {
  readonly header: PacketHeader;
  /** In clear. */
  readonly body: Buffer;
}

const majorVersion = 0xc;
const headerLength = 12;
/** Longest body that is read; the RFC leaves a limit to the implementation. */
const longestBody = 65_535;

/** The packet on the wire; without a key its body is sent in clear, and says so. */
export function encodePacket({ header, body }: Packet, key: string | undefined): Buffer {
  const out = Buffer.alloc(headerLength);
  out.writeUInt8((majorVersion << 4) | header.minor, 0);
  out.writeUInt8(header.type, 1);
  out.writeUInt8(header.sequence, 2);
  out.writeUInt8(
    key === undefined ? header.flags | headerFlag.unencrypted : header.flags & ~headerFlag.unencrypted,
    3,
  );
  out.writeUInt32BE(header.session, 4);
  out.writeUInt32BE(body.length, 8);
  return Buffer.concat([out, key === undefined ? body : obfuscate(body, header, key)]);
}

/** XOR with the pad of MD5 sums (section 4.5); its own inverse. */
export function obfuscate(
  body: Buffer,
  { session, minor, sequence }: Pick<PacketHeader, 'session' | 'minor' | 'sequence'>,
  key: string,
): Buffer {
  const before = Buffer.alloc(4);
  before.writeUInt32BE(session);
  const seed = Buffer.concat([
    before,
    Buffer.from(key),
    Buffer.from([(majorVersion << 4) | minor, sequence]),
  ]);
  const out = Buffer.from(body);
  let pad = Buffer.alloc(0);
  for (let at = 0; at < body.length; at += pad.length) {
    pad = createHash('md5').update(seed).update(pad).digest();
    for (const [index, byte] of pad.entries()) {
      if (at + index < out.length) out.writeUInt8(out.readUInt8(at + index) ^ byte, at + index);
    }
  }
  return out;
}

/** Cuts one direction of a connection into packets. */
export class PacketReader {
  readonly #key: string | undefined;
  #chunks: Buffer[] = [];
  #length = 0;
  #wanted = headerLength;

  constructor(key: string | undefined) {
    this.#key = key;
  }

  /** The packets that are whole now. Throws TacacsError where what came can be none; nothing can be read after that. */
  *push(chunk: Uint8Array): Generator<Packet> {
    this.#chunks.push(Buffer.from(chunk));
    this.#length += chunk.length;
    while (this.#length >= this.#wanted) {
      const bytes = Buffer.concat(this.#chunks);
      const { header, bodyLength } = readHeader(bytes);
      const end = headerLength + bodyLength;
      this.#wanted = bytes.length < end ? end : headerLength;
      this.#chunks = [bytes.length < end ? bytes : bytes.subarray(end)];
      this.#length = bytes.length < end ? bytes.length : bytes.length - end;
      if (bytes.length < end) return;
      yield { header, body: this.#clear(header, bytes.subarray(headerLength, end)) };
    }
  }

  #clear(header: PacketHeader, body: Buffer): Buffer {
    const clear = (header.flags & headerFlag.unencrypted) !== 0;
    if (clear && this.#key !== undefined) throw new TacacsError('a packet in clear, although there is a key');
    if (!clear && this.#key === undefined) throw new TacacsError('an encrypted packet, and there is no key');
    return this.#key === undefined ? Buffer.from(body) : obfuscate(body, header, this.#key);
  }
}

function readHeader(bytes: Buffer): { readonly header: PacketHeader; readonly bodyLength: number } {
  const version = bytes.readUInt8(0);
  if (version >> 4 !== majorVersion)
    throw new TacacsError(`major version ${version >> 4}, not ${majorVersion}`);
  const bodyLength = bytes.readUInt32BE(8);
  if (bodyLength > longestBody) throw new TacacsError(`a body of ${bodyLength} bytes, over ${longestBody}`);
  return {
    header: {
      minor: version & 0xf,
      type: bytes.readUInt8(1),
      sequence: bytes.readUInt8(2),
      flags: bytes.readUInt8(3),
      session: bytes.readUInt32BE(4),
    },
    bodyLength,
  };
}
