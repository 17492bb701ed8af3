/** What a walk has found wrong, in the order of the bytes; offsets count from the first byte of the datagram. */
export class Findings {
  readonly texts: string[] = [];
  readonly #place: string;

  /** `place` names bytes that are not the datagram's own, such as a decrypted scoped PDU. */
  constructor(place = '') {
    this.#place = place;
  }

  add(offset: number, what: string): void {
    this.texts.push(`byte ${offset}${this.#place}: ${what}`);
  }
}

/** The bytes cannot be read on from here: what follows would be guesswork. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly offset: number;
  constructor(offset: number, what: string) {
    // Nobody sees its stack, and in a flood of garbage taking it would cost more than all the rest.
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(what);
    Error.stackTraceLimit = limit;
    this.offset = offset;
  }
}

/** One tag, length and value; `offset` is where its tag stands, `from` and `to` bound its value. */
export interface Element {
  readonly tag: number;
  readonly offset: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Reads BER (X.690) as SNMP restricts it (RFC 3417 section 8): definite lengths only, and primitive and
 * constructed form as the tags say. A length may take more octets than it needs, RFC 3417 allows that in so many words.
 */
export class BerReader {
  readonly bytes: Uint8Array;
  readonly findings: Findings;
  readonly #to: number;
  #at: number;

  constructor(bytes: Uint8Array, findings: Findings, from = 0, to = bytes.length) {
    this.bytes = bytes;
    this.findings = findings;
    this.#at = from;
    this.#to = to;
  }

  get done(): boolean {
    return this.#at >= this.#to;
  }

  /** The next element, whatever its tag is. Throws Unreadable where there is none that ends in time. */
  next(what: string): Element {
    const offset = this.#at;
    const tag = this.#octet(what, 'is missing');
    if ((tag & 0x1f) === 0x1f) throw new Unreadable(offset, `${what} has a tag of several octets`);
    const length = this.#length(what);
    const from = this.#at;
    const to = from + length;
    if (to > this.#to) {
      const left = this.#to - from;
      throw new Unreadable(offset, `${what} says it has ${length} octets, but ${left} are left there`);
    }
    this.#at = to;
    return { tag, offset, from, to };
  }

  /** The next element, which must have this tag. */
  expect(tag: number, what: string): Element {
    const element = this.next(what);
    if (element.tag !== tag) {
      throw new Unreadable(element.offset, `${what} has tag ${hexOf(element.tag)}, not ${hexOf(tag)}`);
    }
    return element;
  }

  inside(element: Element): BerReader {
    return new BerReader(this.bytes, this.findings, element.from, element.to);
  }

  /** Nothing may be left. */
  end(what: string): void {
    if (!this.done) this.findings.add(this.#at, `${this.#to - this.#at} octets too many after ${what}`);
  }

  #length(what: string): number {
    const offset = this.#at;
    const first = this.#octet(what, 'has no length');
    if (first < 0x80) return first;
    if (first === 0x80) throw new Unreadable(offset, `${what} has an indefinite length (RFC 3417 section 8)`);
    if (first === 0xff) throw new Unreadable(offset, `${what} has a reserved length octet`);
    let length = 0;
    for (let left = first & 0x7f; left > 0; left--) {
      length = length * 256 + this.#octet(what, 'has a length that is cut off');
      if (length > 0xffff_ffff) throw new Unreadable(offset, `${what} says it is longer than any datagram`);
    }
    return length;
  }

  #octet(what: string, missing: string): number {
    const octet = this.#at < this.#to ? this.bytes[this.#at] : undefined;
    if (octet === undefined) throw new Unreadable(this.#at, `${what} ${missing}`);
    this.#at += 1;
    return octet;
  }
}

export function hexOf(octet: number): string {
  return `0x${octet.toString(16).padStart(2, '0')}`;
}
