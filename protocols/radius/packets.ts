import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { attribute, packetCode } from './numbers.ts';
import { RadiusError } from './radius-error.ts';

/** RFC 2865 section 5: type and value, in the order of the packet. */
export interface Attribute {
  readonly type: number;
  readonly value: Buffer;
}

/** RFC 2865 section 3. */
export interface RadiusPacket {
  readonly code: number;
  readonly identifier: number;
  /** 16 bytes. */
  readonly authenticator: Buffer;
  readonly attributes: readonly Attribute[];
}

const headerLength = 20;
const shortest = headerLength;
const longest = 4096;
const authenticatorLength = 16;
const zeros = Buffer.alloc(authenticatorLength);

/** The bytes as they are; whoever signs them does it before. Throws RangeError where an attribute or the packet is too long. */
export function encodePacket({ code, identifier, authenticator, attributes }: RadiusPacket): Buffer {
  const body = Buffer.concat(attributes.map(encodeAttribute));
  const length = headerLength + body.length;
  if (length > longest) throw new RangeError(`a packet of ${length} bytes, of at most ${longest}`);
  const head = Buffer.alloc(4);
  head.writeUInt8(code, 0);
  head.writeUInt8(identifier, 1);
  head.writeUInt16BE(length, 2);
  return Buffer.concat([head, authenticator, body]);
}

function encodeAttribute({ type, value }: Attribute): Buffer {
  if (value.length > 253) throw new RangeError(`attribute ${type} of ${value.length} bytes, of at most 253`);
  return Buffer.concat([Buffer.from([type, value.length + 2]), value]);
}

/** Bytes behind the length that the packet names are padding (RFC 2865 section 3). Throws RadiusError. */
export function decodePacket(datagram: Uint8Array): RadiusPacket {
  const bytes = Buffer.from(datagram);
  if (bytes.length < shortest) throw new RadiusError(`${bytes.length} bytes are no packet`);
  const length = bytes.readUInt16BE(2);
  if (length < shortest || length > longest || length > bytes.length)
    throw new RadiusError(`a length of ${length} in a datagram of ${bytes.length} bytes`);
  const attributes: Attribute[] = [];
  for (let at = headerLength; at < length;) {
    const size = at + 1 < length ? bytes.readUInt8(at + 1) : 0;
    if (size < 2 || at + size > length)
      throw new RadiusError(
        `attribute ${bytes.readUInt8(at)} has a length of ${size}, and ${length - at} bytes are left`,
      );
    attributes.push({ type: bytes.readUInt8(at), value: bytes.subarray(at + 2, at + size) });
    at += size;
  }
  return {
    code: bytes.readUInt8(0),
    identifier: bytes.readUInt8(1),
    authenticator: bytes.subarray(4, headerLength),
    attributes,
  };
}

/**
 * An Access-Request with a Message-Authenticator before all else (RFC 3579 section 3.2; before all else since
 * CVE-2024-3596), or an Accounting-Request, whose authenticator is a sum over it (RFC 2866 section 3).
 */
export function signRequest(
  { code, identifier, attributes }: Omit<RadiusPacket, 'authenticator'>,
  secret: string,
  authenticator: Buffer = randomBytes(authenticatorLength),
): Buffer {
  if (code === packetCode.accountingRequest) {
    const unsigned = encodePacket({ code, identifier, authenticator: zeros, attributes });
    return withAuthenticator(unsigned, md5(unsigned, Buffer.from(secret)));
  }
  return withMessageAuthenticator({ code, identifier, authenticator, attributes }, secret);
}

/** An answer to the request with this authenticator (RFC 2865 section 3, RFC 2866 section 3). */
export function signResponse(
  { code, identifier, attributes }: Omit<RadiusPacket, 'authenticator'>,
  secret: string,
  requestAuthenticator: Buffer,
  options: { readonly messageAuthenticator?: boolean } = {},
): Buffer {
  const packet = { code, identifier, authenticator: requestAuthenticator, attributes };
  const { messageAuthenticator = code !== packetCode.accountingResponse } = options;
  const unsigned = messageAuthenticator ? withMessageAuthenticator(packet, secret) : encodePacket(packet);
  return withAuthenticator(unsigned, md5(unsigned, Buffer.from(secret)));
}

/** Whether an answer is of somebody who has the secret; a Message-Authenticator in it must be right too. */
export function responseIsSigned(
  datagram: Uint8Array,
  secret: string,
  requestAuthenticator: Buffer,
): boolean {
  const { authenticator, ...packet } = decodePacket(datagram);
  const asRequest = { ...packet, authenticator: requestAuthenticator };
  const right = md5(encodePacket(asRequest), Buffer.from(secret));
  return timingSafeEqual(right, authenticator) && messageAuthenticatorIsRight(asRequest, secret) !== false;
}

/** Of an Accounting-Request. */
export function accountingIsSigned(datagram: Uint8Array, secret: string): boolean {
  const packet = decodePacket(datagram);
  const right = md5(encodePacket({ ...packet, authenticator: zeros }), Buffer.from(secret));
  return timingSafeEqual(right, packet.authenticator);
}

/** Undefined where the packet has none. The authenticator is the request's. */
export function messageAuthenticatorIsRight(packet: RadiusPacket, secret: string): boolean | undefined {
  const found = packet.attributes.find(({ type }) => type === attribute.messageAuthenticator);
  if (found === undefined) return undefined;
  if (found.value.length !== authenticatorLength) return false;
  const attributes = packet.attributes.map((each) => (each === found ? { ...each, value: zeros } : each));
  return timingSafeEqual(hmac(encodePacket({ ...packet, attributes }), secret), found.value);
}

/** RFC 2865 section 5.2. Throws RangeError for one of more than 128 bytes. */
export function hidePassword(password: string, secret: string, requestAuthenticator: Buffer): Buffer {
  const text = Buffer.from(password);
  if (text.length > 128) throw new RangeError(`a password of ${text.length} bytes, of at most 128`);
  const padded = Buffer.alloc(
    Math.max(1, Math.ceil(text.length / authenticatorLength)) * authenticatorLength,
  );
  text.copy(padded);
  return chained(padded, secret, requestAuthenticator, 'hide');
}

/** The password again; under another secret it is some other text. Throws RadiusError where the value is no whole number of blocks. */
export function revealPassword(value: Buffer, secret: string, requestAuthenticator: Buffer): string {
  if (value.length === 0 || value.length > 128 || value.length % authenticatorLength !== 0)
    throw new RadiusError(`a User-Password of ${value.length} bytes`);
  const clear = chained(value, secret, requestAuthenticator, 'reveal');
  const end = clear.indexOf(0);
  return clear.subarray(0, end < 0 ? clear.length : end).toString('utf8');
}

function chained(value: Buffer, secret: string, first: Buffer, way: 'hide' | 'reveal'): Buffer {
  const out = Buffer.alloc(value.length);
  let before = first;
  for (let at = 0; at < value.length; at += authenticatorLength) {
    const pad = md5(Buffer.from(secret), before);
    const block = value.subarray(at, at + authenticatorLength);
    for (const [index, byte] of block.entries()) out.writeUInt8(byte ^ pad.readUInt8(index), at + index);
    before = way === 'hide' ? out.subarray(at, at + authenticatorLength) : block;
  }
  return out;
}

function withMessageAuthenticator(packet: RadiusPacket, secret: string): Buffer {
  const first = { type: attribute.messageAuthenticator, value: zeros };
  const unsigned = encodePacket({ ...packet, attributes: [first, ...packet.attributes] });
  hmac(unsigned, secret).copy(unsigned, headerLength + 2);
  return unsigned;
}

function withAuthenticator(packet: Buffer, authenticator: Buffer): Buffer {
  const signed = Buffer.from(packet);
  authenticator.copy(signed, 4);
  return signed;
}

function md5(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function hmac(packet: Buffer, secret: string): Buffer {
  return createHmac('md5', secret).update(packet).digest();
}
