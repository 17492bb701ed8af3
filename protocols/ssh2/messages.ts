/** Readers for the messages of SSH-2 that are looked at; each gets a payload without length, padding and MAC. */

export const message = {
  disconnect: 1,
  ignore: 2,
  debug: 4,
  serviceRequest: 5,
  kexInit: 20,
  newKeys: 21,
  kexdhInit: 30,
  kexdhReply: 31,
  gexGroup: 31,
  gexInit: 32,
  gexReply: 33,
  gexRequest: 34,
  userauthRequest: 50,
  userauthFailure: 51,
  userauthSuccess: 52,
  userauthBanner: 53,
  userauthInfoRequest: 60,
  userauthInfoResponse: 61,
  globalRequest: 80,
  requestSuccess: 81,
  requestFailure: 82,
  channelOpen: 90,
  channelOpenConfirmation: 91,
  channelOpenFailure: 92,
  channelWindowAdjust: 93,
  channelData: 94,
  channelExtendedData: 95,
  channelEof: 96,
  channelClose: 97,
  channelRequest: 98,
  channelSuccess: 99,
  channelFailure: 100,
} as const;

/** SSH_MSG_DISCONNECT reason codes, RFC 4253 section 11.1. */
export const disconnectReason = {
  keyExchangeFailed: 3,
  noMoreAuthMethods: 14,
  protocolError: 2,
} as const;

export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage';
}

/** The name lists of SSH_MSG_KEXINIT (RFC 4253 section 7.1). */
export interface KexInitLists {
  readonly kex: readonly string[];
  readonly hostKey: readonly string[];
  readonly cipherToServer: readonly string[];
  readonly cipherToClient: readonly string[];
  readonly macToServer: readonly string[];
  readonly macToClient: readonly string[];
  readonly compressionToServer: readonly string[];
  readonly compressionToClient: readonly string[];
}

export function readKexInit(payload: Uint8Array): KexInitLists {
  const reader = new Reader(payload, 17);
  return {
    kex: reader.names(),
    hostKey: reader.names(),
    cipherToServer: reader.names(),
    cipherToClient: reader.names(),
    macToServer: reader.names(),
    macToClient: reader.names(),
    compressionToServer: reader.names(),
    compressionToClient: reader.names(),
  };
}

/** first_kex_packet_follows of a KEXINIT; it stands before a reserved uint32 at the end. */
export function readFirstKexPacketFollows(payload: Uint8Array): boolean {
  return payload.at(-5) === 1;
}

export function readDisconnect(payload: Uint8Array): { reason: number; description: string } {
  const reader = new Reader(payload, 1);
  return { reason: reader.uint32(), description: reader.text() };
}

/** RFC 4252 section 5.1. */
export function readUserauthFailure(payload: Uint8Array): { canContinue: string[]; partial: boolean } {
  const reader = new Reader(payload, 1);
  return { canContinue: reader.names(), partial: reader.boolean() };
}

/** RFC 4252 section 5. */
export function readUserauthRequest(payload: Uint8Array): { user: string; method: string } {
  const reader = new Reader(payload, 1);
  const user = reader.text();
  reader.text();
  return { user, method: reader.text() };
}

/** RFC 4253 section 10. */
export function readServiceRequest(payload: Uint8Array): string {
  return new Reader(payload, 1).text();
}

/** RFC 4254 sections 6.2, 6.5: what a session's requests say beyond their name. */
export function readSessionRequest(payload: Uint8Array): { request: string; term?: string; says?: string } {
  const reader = new Reader(payload, 5);
  const request = reader.text();
  reader.boolean();
  if (request === 'pty-req') return { request, term: reader.text() };
  if (request === 'exec' || request === 'subsystem') return { request, says: reader.text() };
  return { request };
}

/** RFC 4254 sections 5.4 and 6.2; the size is that of `pty-req`, in characters. */
export function readChannelRequest(payload: Uint8Array): {
  request: string;
  size?: { width: number; height: number };
} {
  const reader = new Reader(payload, 5);
  const request = reader.text();
  reader.boolean();
  if (request !== 'pty-req') return { request };
  reader.text();
  return { request, size: { width: reader.uint32(), height: reader.uint32() } };
}

/**
 * SSH_MSG_KEXDH_REPLY and SSH_MSG_KEX_DH_GEX_REPLY (RFC 4253 section 8). The type is undefined where the first
 * string is no key: then it was SSH_MSG_KEX_DH_GEX_GROUP, which has the same number.
 */
export function readKexReply(payload: Uint8Array): {
  hostKeyType: string | undefined;
  /** The blob of the key. */
  hostKey: Uint8Array;
  signature: Uint8Array;
} {
  const reader = new Reader(payload, 1);
  const hostKey = reader.string();
  if (!/^\0\0\0.[a-z]/s.test(hostKey.subarray(0, 5).toString('latin1'))) {
    return { hostKeyType: undefined, hostKey: new Uint8Array(), signature: new Uint8Array() };
  }
  const hostKeyType = new Reader(hostKey, 0).text();
  reader.string();
  return { hostKeyType, hostKey, signature: reader.string() };
}

/** RFC 4252 section 5.4. */
export function readBanner(payload: Uint8Array): string {
  return new Reader(payload, 1).text();
}

/** RFC 4256 section 3.2. */
export function readInfoRequest(payload: Uint8Array): {
  name: string;
  instruction: string;
  prompts: { text: string; echo: boolean }[];
} {
  const reader = new Reader(payload, 1);
  const name = reader.text();
  const instruction = reader.text();
  reader.text();
  const prompts = Array.from({ length: Math.min(reader.uint32(), 100) }, () => ({
    text: reader.text(),
    echo: reader.boolean(),
  }));
  return { name, instruction, prompts };
}

/** Whose channel an answer of the other side is for (RFC 4254 section 5): it stands first in each of them. */
export function readRecipient(payload: Uint8Array): number {
  return new Reader(payload, 1).uint32();
}

/** RFC 4254 section 5.1; `channel` is how its sender numbers it. */
export function readChannelOpenConfirmation(payload: Uint8Array): { channel: number } {
  return { channel: new Reader(payload, 5).uint32() };
}

/** RFC 4254 section 5.1; `channel` is how its sender numbers it, the size of a packet in bytes. */
export function readChannelOpen(payload: Uint8Array): { channel: number; maximumPacket: number } {
  const reader = new Reader(payload, 1);
  reader.string();
  const channel = reader.uint32();
  reader.uint32();
  return { channel, maximumPacket: reader.uint32() };
}

/** Whether a SSH_MSG_CHANNEL_REQUEST wants a reply (RFC 4254 section 5.4). */
export function wantsReply(payload: Uint8Array): boolean {
  const reader = new Reader(payload, 5);
  reader.string();
  return reader.boolean();
}

/** RFC 4254 section 5.1. */
export function readChannelOpenFailure(payload: Uint8Array): { reason: number; description: string } {
  const reader = new Reader(payload, 5);
  return { reason: reader.uint32(), description: reader.text() };
}

/** RFC 4254 section 5.2. */
export function readChannelData(payload: Uint8Array): Uint8Array {
  return new Reader(payload, 5).string();
}

/** `exit-status` (RFC 4254 section 6.10), or undefined where it is another request. */
export function readExitStatus(payload: Uint8Array): number | undefined {
  const reader = new Reader(payload, 5);
  if (reader.text() !== 'exit-status') return undefined;
  reader.boolean();
  return reader.uint32();
}

/** The group that the server chose, SSH_MSG_KEX_DH_GEX_GROUP (RFC 4419 section 3). */
export function readGexGroup(payload: Uint8Array): { prime: Uint8Array; generator: Uint8Array } {
  const reader = new Reader(payload, 1);
  return { prime: reader.string(), generator: reader.string() };
}

/** The sizes that a client asks for, SSH_MSG_KEX_DH_GEX_REQUEST (RFC 4419 section 3). */
export function readGexRequest(payload: Uint8Array): { min: number; preferred: number; max: number } {
  const reader = new Reader(payload, 1);
  return { min: reader.uint32(), preferred: reader.uint32(), max: reader.uint32() };
}

/** Type and size of a host key blob; the size of an RSA key is that of its modulus (RFC 4253 section 6.6). */
export function readHostKey(blob: Uint8Array): { type: string; bits: number } {
  const reader = new Reader(blob, 0);
  const type = reader.text();
  if (type !== 'ssh-rsa') return { type, bits: 0 };
  reader.string();
  return { type, bits: bitLength(reader.string()) };
}

/** So many strings one after the other, from a place on; throws MalformedMessage where they end too early. */
export function readStrings(bytes: Uint8Array, at: number, count: number): Buffer[] {
  const reader = new Reader(bytes, at);
  return Array.from({ length: count }, () => reader.string());
}

export function readString(bytes: Uint8Array, at: number): Buffer {
  return new Reader(bytes, at).string();
}

/** Bits of an unsigned big-endian number. */
export function bitLength(number: Uint8Array): number {
  const first = number.findIndex((byte) => byte !== 0);
  if (first < 0) return 0;
  return (number.length - first - 1) * 8 + (32 - Math.clz32(number[first] ?? 0));
}

class Reader {
  readonly #bytes: Buffer;
  #at: number;
  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = at;
  }

  uint32(): number {
    this.#need(4);
    const value = this.#bytes.readUInt32BE(this.#at);
    this.#at += 4;
    return value;
  }

  boolean(): boolean {
    this.#need(1);
    return this.#bytes.readUInt8(this.#at++) !== 0;
  }

  string(): Buffer {
    const length = this.uint32();
    this.#need(length);
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  text(): string {
    return this.string().toString('utf8');
  }

  names(): string[] {
    const text = this.string().toString('latin1');
    return text === '' ? [] : text.split(',');
  }

  #need(length: number): void {
    if (this.#at + length > this.#bytes.length) {
      throw new MalformedMessage(`SSH message ${this.#bytes[0] ?? 'without type'} ends too early`);
    }
  }
}
