import { randomBytes } from 'node:crypto';
import { crc32 } from './crc32.ts';
import type { PacketCipher } from './des.ts';
import { Ssh1ProtocolError } from './protocol-error.ts';

/** What a packet carries, and its measures on the wire. */
export interface Packet {
  readonly type: number;
  readonly data: Buffer;
  /** The length field: type, data and check, without padding. */
  readonly length: number;
  /** 1 to 8. */
  readonly padLength: number;
  readonly encrypted: boolean;
}

/** Draft, "Binary packet protocol": no packet is longer. */
export const longestPacket = 262_144;

/** Type and check. */
const shortest = 5;

/** A packet of one message: length in clear, then padding, type, data and check, encrypted together. */
export function writePacket(type: number, data: Uint8Array, encrypt?: PacketCipher): Buffer {
  const length = data.length + shortest;
  const padLength = 8 - (length % 8);
  const body = Buffer.alloc(padLength + length);
  if (encrypt !== undefined) randomBytes(padLength).copy(body);
  body.writeUInt8(type, padLength);
  body.set(data, padLength + 1);
  body.writeUInt32BE(crc32(body.subarray(0, -4)), body.length - 4);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(length);
  return Buffer.concat([head, encrypt === undefined ? body : encrypt(body)]);
}

/** Cuts a stream of bytes into packets. What has come is decrypted once and in whole packets only. */
export class PacketReader {
  #pending = Buffer.alloc(0);
  #decrypt: PacketCipher | undefined;

  push(bytes: Uint8Array): void {
    this.#pending = Buffer.concat([this.#pending, bytes]);
  }

  /** From the next packet on. */
  decryptWith(decrypt: PacketCipher): void {
    this.#decrypt = decrypt;
  }

  /** What has come and was not taken yet, as it came. */
  get pending(): Buffer {
    return this.#pending;
  }

  /** The next packet, or undefined until all of it has come. Throws Ssh1ProtocolError; it cannot go on then. */
  next(): Packet | undefined {
    if (this.#pending.length < 4) return undefined;
    const length = this.#pending.readUInt32BE(0);
    if (length < shortest || length > longestPacket) {
      throw new Ssh1ProtocolError('length', `a packet length of ${length}`);
    }
    const padLength = 8 - (length % 8);
    const end = 4 + padLength + length;
    if (this.#pending.length < end) return undefined;
    const wire = this.#pending.subarray(4, end);
    this.#pending = this.#pending.subarray(end);
    const body = this.#decrypt === undefined ? wire : this.#decrypt(wire);
    if (crc32(body.subarray(0, -4)) !== body.readUInt32BE(body.length - 4)) {
      throw new Ssh1ProtocolError('check', 'the check bytes of a packet are wrong');
    }
    return {
      type: body.readUInt8(padLength),
      data: body.subarray(padLength + 1, -4),
      length,
      padLength,
      encrypted: this.#decrypt !== undefined,
    };
  }
}
