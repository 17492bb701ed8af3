import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { attribute } from './numbers.ts';
import {
  authenticatorLength,
  type RadiusAttribute,
  radiusHeaderLength,
  type RadiusPacket,
  readPacket,
  writePacket,
} from './packet.ts';

/**
 * What proves that a packet comes from one who knows the shared secret: the authenticators of RFC 2865, section 3, and
 * RFC 2866, section 3, and the Message-Authenticator of RFC 3579, section 3.2.
 */

/** Attributes of a packet that is yet to be signed; a Message-Authenticator is put first, where BlastRADIUS cannot be. */
export interface Unsigned {
  readonly code: number;
  readonly identifier: number;
  readonly attributes: readonly RadiusAttribute[];
  readonly secret: string;
  readonly messageAuthenticator: boolean;
}

/** An Access-Request; its authenticator is random, and the one that its User-Password was hidden with. */
export function writeAccessRequest(unsigned: Unsigned, authenticator: Uint8Array): Buffer {
  return written(unsigned, authenticator);
}

/** An answer to a request with that authenticator: accept, reject, challenge or Accounting-Response. */
export function writeResponse(unsigned: Unsigned, requestAuthenticator: Uint8Array): Buffer {
  const packet = written(unsigned, requestAuthenticator);
  digestOver(packet, requestAuthenticator, unsigned.secret).copy(packet, 4);
  return packet;
}

/** An Accounting-Request: its authenticator is a digest over itself. */
export function writeAccountingRequest(unsigned: Unsigned): Buffer {
  return writeResponse(unsigned, zeros);
}

/** Whether an answer was made by one who knows the secret and this request. */
export function isResponseTo(
  response: Uint8Array,
  requestAuthenticator: Uint8Array,
  secret: string,
): boolean {
  const packet = wholePacket(response);
  if (packet === undefined) return false;
  return timingSafeEqual(digestOver(packet, requestAuthenticator, secret), authenticatorOf(packet));
}

export function isAccountingRequest(request: Uint8Array, secret: string): boolean {
  return isResponseTo(request, zeros, secret);
}

/**
 * Whether the Message-Authenticator of a packet is right. Of an answer it is made with the authenticator of the request, of an
 * Accounting-Request with zeros (`accountingAuthenticator`), of an Access-Request with its own: then it need not be given.
 */
export function checkMessageAuthenticator(
  bytes: Uint8Array,
  secret: string,
  requestAuthenticator?: Uint8Array,
): 'right' | 'wrong' | 'absent' {
  const packet = wholePacket(bytes);
  const at = packet === undefined ? undefined : placeOf(packet);
  if (packet === undefined || at === undefined) return 'absent';
  const sent = packet.subarray(at, at + authenticatorLength);
  const made = messageAuthenticatorOf(packet, at, secret, requestAuthenticator ?? authenticatorOf(packet));
  return timingSafeEqual(made, sent) ? 'right' : 'wrong';
}

const zeros = Buffer.alloc(authenticatorLength);
export const accountingAuthenticator: Uint8Array = zeros;

/** With the request's authenticator still in place of its own. */
function written(unsigned: Unsigned, authenticator: Uint8Array): Buffer {
  const { code, identifier, secret } = unsigned;
  const own: readonly RadiusAttribute[] = unsigned.messageAuthenticator
    ? [{ type: attribute.messageAuthenticator, value: zeros }]
    : [];
  const packet = writePacket({
    code,
    identifier,
    authenticator,
    attributes: [...own, ...unsigned.attributes],
  } satisfies RadiusPacket);
  if (unsigned.messageAuthenticator) {
    const at = radiusHeaderLength + 2;
    messageAuthenticatorOf(packet, at, secret, authenticator).copy(packet, at);
  }
  return packet;
}

function messageAuthenticatorOf(
  packet: Buffer,
  at: number,
  secret: string,
  authenticator: Uint8Array,
): Buffer {
  const signed = Buffer.from(packet);
  signed.set(authenticator, 4);
  signed.fill(0, at, at + authenticatorLength);
  return createHmac('md5', secret).update(signed).digest();
}

function digestOver(packet: Buffer, authenticator: Uint8Array, secret: string): Buffer {
  return createHash('md5')
    .update(packet.subarray(0, 4))
    .update(authenticator)
    .update(packet.subarray(radiusHeaderLength))
    .update(secret, 'utf8')
    .digest();
}

function authenticatorOf(packet: Buffer): Buffer {
  return packet.subarray(4, radiusHeaderLength);
}

/** Without padding behind it; undefined where it is no packet. */
function wholePacket(bytes: Uint8Array): Buffer | undefined {
  if ('fault' in readPacket(bytes)) return undefined;
  const packet = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return packet.subarray(0, packet.readUInt16BE(2));
}

/** Where the value of the first Message-Authenticator begins. */
function placeOf(packet: Buffer): number | undefined {
  for (let at = radiusHeaderLength; at < packet.length; at += packet.readUInt8(at + 1)) {
    if (packet.readUInt8(at) === attribute.messageAuthenticator) return at + 2;
  }
  return undefined;
}
