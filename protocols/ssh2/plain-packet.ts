import { randomBytes } from 'node:crypto';

/** Bytes that a packet is a multiple of before there are keys (RFC 4253 section 6). */
const blockLength = 8;

/** A payload as a binary packet in clear, as it may go before the first NEWKEYS. */
export function plainPacket(payload: Uint8Array): Buffer {
  const unpadded = 4 + 1 + payload.length;
  const padLength = blockLength - (unpadded % blockLength) + (unpadded % blockLength > 4 ? blockLength : 0);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(1 + payload.length + padLength);
  head.writeUInt8(padLength, 4);
  return Buffer.concat([head, payload, randomBytes(padLength)]);
}
