import { attribute } from './numbers.ts';

export interface RadiusAttribute {
  /** A number of `attribute`, or another. */
  readonly type: number;
  /** At most 253 bytes. */
  readonly value: Uint8Array;
}

/** RFC 2865, section 3. */
export interface RadiusPacket {
  /** A number of `code`. */
  readonly code: number;
  readonly identifier: number;
  /** 16 bytes. */
  readonly authenticator: Uint8Array;
  readonly attributes: readonly RadiusAttribute[];
}

/** Why received bytes are no RADIUS packet. */
export interface RadiusFault {
  /** `short`: shorter than its length says, or than a header; `length`: out of bounds; `attribute`: one does not fit. */
  readonly what: 'short' | 'length' | 'attribute';
  readonly message: string;
}

export type Read<Value> = { readonly value: Value } | { readonly fault: RadiusFault };

export const radiusHeaderLength = 20;
export const longestPacket = 4096;
export const authenticatorLength = 16;
const longestValue = 253;

/** Throws RangeError for what has no room. */
export function writePacket({ code, identifier, authenticator, attributes }: RadiusPacket): Buffer {
  const body = Buffer.concat(attributes.map(writeAttribute));
  const length = radiusHeaderLength + body.length;
  if (length > longestPacket) throw new RangeError(`a RADIUS packet of ${length} bytes; 4096 are the most`);
  if (authenticator.length !== authenticatorLength) {
    throw new RangeError(`a RADIUS authenticator of ${authenticator.length} bytes; it has 16`);
  }
  const head = Buffer.alloc(4);
  head.writeUInt8(code, 0);
  head.writeUInt8(identifier, 1);
  head.writeUInt16BE(length, 2);
  return Buffer.concat([head, authenticator, body]);
}

/** What stands behind the length that a packet names is padding and is ignored (RFC 2865, section 3). */
export function readPacket(bytes: Uint8Array): Read<RadiusPacket> {
  const packet = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (packet.length < radiusHeaderLength) {
    return { fault: { what: 'short', message: `${packet.length} bytes; a header has 20` } };
  }
  const length = packet.readUInt16BE(2);
  if (length < radiusHeaderLength || length > longestPacket) {
    return { fault: { what: 'length', message: `it says it has ${length} bytes; 20 to 4096 are allowed` } };
  }
  if (length > packet.length) {
    const message = `it says it has ${length} bytes, and ${packet.length} came`;
    return { fault: { what: 'short', message } };
  }
  const attributes = readAttributes(packet.subarray(radiusHeaderLength, length));
  if ('fault' in attributes) return attributes;
  return {
    value: {
      code: packet.readUInt8(0),
      identifier: packet.readUInt8(1),
      authenticator: packet.subarray(4, radiusHeaderLength),
      attributes: attributes.value,
    },
  };
}

function writeAttribute({ type, value }: RadiusAttribute): Buffer {
  if (value.length > longestValue) {
    throw new RangeError(`RADIUS attribute ${type} has ${value.length} bytes; 253 are the most`);
  }
  return Buffer.concat([Buffer.from([type, value.length + 2]), value]);
}

function readAttributes(bytes: Buffer): Read<RadiusAttribute[]> {
  const attributes: RadiusAttribute[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = at + 1 < bytes.length ? bytes.readUInt8(at + 1) : 0;
    const type = bytes.readUInt8(at);
    const end = at + length;
    if (length < 2 || end > bytes.length) {
      const message = `attribute ${type} says it has ${length} bytes, and ${bytes.length - at} are left`;
      return { fault: { what: 'attribute', message } };
    }
    const fixed = type === attribute.messageAuthenticator && length !== authenticatorLength + 2;
    if (fixed) {
      return {
        fault: { what: 'attribute', message: `a Message-Authenticator of ${length} bytes; it has 18` },
      };
    }
    attributes.push({ type, value: bytes.subarray(at + 2, end) });
    at = end;
  }
  return { value: attributes };
}
