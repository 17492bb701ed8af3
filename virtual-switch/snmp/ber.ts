import { arcsOf, type Oid } from './oid.ts';

/** Bytes that are no BER as SNMP uses it (RFC 1157 section 3.2.2: definite lengths only). */
export class BerError extends Error {
  override readonly name = 'BerError';
}

export const tags = {
  integer: 0x02,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
  ipAddress: 0x40,
  counter32: 0x41,
  gauge32: 0x42,
  timeTicks: 0x43,
} as const;

/** Tag, length and contents. */
export function encodeField(tag: number, contents: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), encodeLength(contents.length), contents]);
}

function encodeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

/** A signed number of any type that is encoded like INTEGER, in as few bytes as hold it. */
export function encodeInteger(value: number, tag: number = tags.integer): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.unshift(((rest % 256) + 256) % 256);
    rest = Math.floor(rest / 256);
  } while (!(rest === 0 && (bytes[0] ?? 0) < 0x80) && !(rest === -1 && (bytes[0] ?? 0) >= 0x80));
  return encodeField(tag, Buffer.from(bytes));
}

export function encodeOid(oid: Oid): Buffer {
  const [first = 0, second = 0, ...rest] = arcsOf(oid);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      groups.unshift((left % 128) | 0x80);
    }
    return groups;
  });
  return encodeField(tags.oid, Buffer.from(bytes));
}

export interface Field {
  readonly tag: number;
  readonly contents: Buffer;
}

/** Reads one field after the other out of a buffer; every length is held against what is there. */
export class FieldReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at === this.#bytes.length;
  }

  next(): Field {
    const tag = this.#byte();
    const length = this.#length();
    if (this.#at + length > this.#bytes.length) {
      throw new BerError(`a field of ${String(length)} bytes, ${String(this.#bytes.length - this.#at)} left`);
    }
    const contents = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return { tag, contents };
  }

  /** The contents of the next field, which must have that tag. */
  expect(tag: number): Buffer {
    const field = this.next();
    if (field.tag !== tag) throw new BerError(`expected tag ${String(tag)}, got ${String(field.tag)}`);
    return field.contents;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new BerError('ends in the middle of a field');
    return byte;
  }

  #length(): number {
    const first = this.#byte();
    if (first < 0x80) return first;
    const count = first & 0x7f;
    if (count === 0 || count > 4) throw new BerError(`a length of ${String(count)} bytes`);
    let length = 0;
    for (let index = 0; index < count; index += 1) length = length * 256 + this.#byte();
    return length;
  }
}

/** A signed INTEGER of up to 32 bits. */
export function decodeInteger(contents: Buffer): number {
  if (contents.length === 0 || contents.length > 4) {
    throw new BerError(`an INTEGER of ${String(contents.length)} bytes`);
  }
  return contents.readIntBE(0, contents.length);
}

/** An unsigned number of up to 32 bits, which may need a fifth byte for its sign. */
export function decodeUnsigned(contents: Buffer): number {
  if (contents.length === 0 || contents.length > 5) {
    throw new BerError(`a number of ${String(contents.length)} bytes`);
  }
  return contents.readUIntBE(0, contents.length);
}

export function decodeOid(contents: Buffer): Oid {
  const arcs: number[] = [];
  let arc = 0;
  for (const [index, byte] of contents.entries()) {
    arc = arc * 128 + (byte & 0x7f);
    if (arc > 0xffffffff) throw new BerError('an arc of more than 32 bits');
    if (byte >= 0x80) {
      if (index === contents.length - 1) throw new BerError('an OID that ends in the middle of an arc');
      continue;
    }
    arcs.push(arc);
    arc = 0;
  }
  const [head, ...rest] = arcs;
  if (head === undefined) throw new BerError('an empty OID');
  const first = Math.min(2, Math.floor(head / 40));
  return [first, head - first * 40, ...rest].join('.');
}
