import type { Read } from './fault.ts';

export function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

/** A field's bytes: text is UTF-8 (RFC 8907, section 3.7). Throws RangeError where its length has no room. */
export function field(value: string | Uint8Array, longest: 0xff | 0xffff): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : Buffer.from(value);
  if (bytes.length > longest) {
    throw new RangeError(`a TACACS+ field of ${bytes.length} bytes; ${longest} have room`);
  }
  return bytes;
}

class TooShort extends Error {}

/** Takes fields from a body, one after the other. */
export class Fields {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  uint8(): number {
    return this.bytes(1).readUInt8();
  }

  uint16(): number {
    return this.bytes(2).readUInt16BE();
  }

  text(length: number): string {
    return this.bytes(length).toString('utf8');
  }

  bytes(length: number): Buffer {
    if (length > this.left) throw new TooShort();
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}

/** Reads a whole body. Its lengths must add up to it exactly: under a wrong key they hardly ever do. */
export function readFields<Value>(
  name: string,
  body: Uint8Array,
  read: (fields: Fields) => Value,
): Read<Value> {
  const fault = (how: string): Read<Value> => ({
    fault: { what: 'lengths', message: `the lengths in ${name} do not add up: ${how} (a wrong key?)` },
  });
  const fields = new Fields(body);
  try {
    const value = read(fields);
    return fields.left === 0 ? { value } : fault(`${fields.left} of ${body.length} bytes are left over`);
  } catch (error) {
    if (!(error instanceof TooShort)) throw error;
    return fault(`they tell of more than its ${body.length} bytes`);
  }
}
