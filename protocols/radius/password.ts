import { createHash } from 'node:crypto';

const blockLength = 16;
/** RFC 2865, section 5.2. */
const longestPassword = 128;

/** User-Password as it is sent (RFC 2865, section 5.2). An empty one is a block of hidden zeros. */
export function hidePassword(password: string, authenticator: Uint8Array, secret: string): Buffer {
  const clear = Buffer.from(password, 'utf8');
  if (clear.length > longestPassword) {
    throw new RangeError(`a RADIUS password of ${clear.length} bytes; 128 are the most`);
  }
  const hidden = Buffer.alloc(Math.max(1, Math.ceil(clear.length / blockLength)) * blockLength);
  clear.copy(hidden);
  let previous: Uint8Array = authenticator;
  for (let at = 0; at < hidden.length; at += blockLength) {
    const block = hidden.subarray(at, at + blockLength);
    exclusiveOr(block, pad(secret, previous));
    previous = block;
  }
  return hidden;
}

/** The password again, without the zeros it was filled up with; undefined where its length cannot be. Under a wrong secret, noise. */
export function revealPassword(
  hidden: Uint8Array,
  authenticator: Uint8Array,
  secret: string,
): Buffer | undefined {
  const { length } = hidden;
  if (length === 0 || length > longestPassword || length % blockLength !== 0) return undefined;
  const clear = Buffer.from(hidden);
  let previous: Uint8Array = authenticator;
  for (let at = 0; at < length; at += blockLength) {
    exclusiveOr(clear.subarray(at, at + blockLength), pad(secret, previous));
    previous = hidden.subarray(at, at + blockLength);
  }
  const last = clear.findLastIndex((byte) => byte !== 0);
  return clear.subarray(0, last + 1);
}

function pad(secret: string, previous: Uint8Array): Buffer {
  return createHash('md5').update(secret, 'utf8').update(previous).digest();
}

function exclusiveOr(block: Buffer, other: Buffer): void {
  other.forEach((byte, index) => block.writeUInt8(block.readUInt8(index) ^ byte, index));
}
