import { TacacsError } from './tacacs-error.ts';

/**
 * Reads a body: fixed bytes first, then the fields whose lengths they gave. The lengths must fill the body to the byte: that is how
 * a wrong key shows, because a body has no checksum (RFC 8907 section 4.5).
 */
export class BodyReader {
  readonly #bytes: Buffer;
  readonly #what: string;
  #at = 0;

  constructor(bytes: Buffer, what: string) {
    this.#bytes = bytes;
    this.#what = what;
  }

  byte(): number {
    return this.#take(1).readUInt8(0);
  }

  short(): number {
    return this.#take(2).readUInt16BE(0);
  }

  bytes(length: number): Buffer {
    return Buffer.from(this.#take(length));
  }

  text(length: number): string {
    return this.#take(length).toString('utf8');
  }

  end(): void {
    if (this.#at !== this.#bytes.length) throw this.#wrong();
  }

  #take(length: number): Buffer {
    if (this.#at + length > this.#bytes.length) throw this.#wrong();
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  #wrong(): TacacsError {
    return new TacacsError(
      `${this.#what}: its lengths do not fill its ${this.#bytes.length} bytes: another key?`,
    );
  }
}

type Field = string | Uint8Array;

export function bytesOf(field: Field): Buffer {
  return typeof field === 'string' ? Buffer.from(field, 'utf8') : Buffer.from(field);
}

/** Of a field behind a length of one byte. Throws RangeError where it is too long for that. */
export function shortLength(field: Field): number {
  return lengthBelow(field, 0x100);
}

/** As two bytes. Throws RangeError where the field is too long for that. */
export function longLength(field: Field): readonly [number, number] {
  const length = lengthBelow(field, 0x1_0000);
  return [length >> 8, length & 0xff];
}

export function body(head: readonly number[], ...fields: readonly Field[]): Buffer {
  return Buffer.concat([Buffer.from(head), ...fields.map(bytesOf)]);
}

function lengthBelow(field: Field, limit: number): number {
  const { length } = bytesOf(field);
  if (length >= limit) throw new RangeError(`a field of ${length} bytes, of at most ${limit - 1}`);
  return length;
}
