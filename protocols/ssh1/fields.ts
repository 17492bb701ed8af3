import { Ssh1ProtocolError } from './protocol-error.ts';

/** Data types of draft-ylonen-ssh-protocol-00, "Data type representations": written, and read with their bounds. */

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

export function string(value: string | Uint8Array): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  return Buffer.concat([uint32(bytes.length), bytes]);
}

/** A number as two bytes of length in bits and as many bytes as these take, without leading zeros. */
export function mpint(value: Uint8Array): Buffer {
  const bytes = withoutLeadingZeros(value);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bitLength(bytes));
  return Buffer.concat([length, bytes]);
}

/** Bits of an unsigned big-endian number. */
export function bitLength(value: Uint8Array): number {
  const bytes = withoutLeadingZeros(value);
  return bytes.length === 0 ? 0 : bytes.length * 8 - Math.clz32(bytes[0] ?? 0) + 24;
}

/** The number in so many bytes; clients and servers drop the zeros in front. */
export function leftPadded(value: Uint8Array, length: number): Buffer {
  const bytes = withoutLeadingZeros(value);
  const padded = Buffer.alloc(length);
  padded.set(bytes, length - bytes.length);
  return padded;
}

export function withoutLeadingZeros(value: Uint8Array): Uint8Array {
  const first = value.findIndex((byte) => byte !== 0);
  return first < 0 ? new Uint8Array() : value.subarray(first);
}

/** Reads the contents of one packet; throws Ssh1ProtocolError where they end too early. */
export class Fields {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  uint8(): number {
    return this.#take(1).readUInt8();
  }

  uint16(): number {
    return this.#take(2).readUInt16BE();
  }

  uint32(): number {
    return this.#take(4).readUInt32BE();
  }

  bytes(length: number): Buffer {
    return this.#take(length);
  }

  string(): Buffer {
    return this.#take(this.uint32());
  }

  text(): string {
    return this.string().toString('utf8');
  }

  mpint(): Buffer {
    return this.#take(Math.ceil(this.uint16() / 8));
  }

  rest(): Buffer {
    return this.#take(this.#bytes.length - this.#at);
  }

  #take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) {
      throw new Ssh1ProtocolError('message', 'a message of SSH protocol 1 ends too early');
    }
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}
