import type { BerReader, Element } from './ber.ts';
import { Unreadable } from './ber.ts';

export interface Range {
  readonly min: bigint;
  readonly max: bigint;
}

/** INTEGER (-2147483648..2147483647), RFC 2578 section 2. */
export const signed32: Range = { min: -0x8000_0000n, max: 0x7fff_ffffn };
/** Counter32, Gauge32 and TimeTicks. */
export const unsigned32: Range = { min: 0n, max: 0xffff_ffffn };
export const unsigned64: Range = { min: 0n, max: 0xffff_ffff_ffff_ffffn };

/** No integer of SNMP takes more: Counter64 with a leading zero. */
const longestInteger = 9;
/** RFC 2578 section 7.1.3: at most 128 sub-identifiers, each at most 2^32-1. */
const mostSubIdentifiers = 128;
const largestSubIdentifier = 0xffff_ffff;

/** The number in an element; two's complement, in as few octets as can be (X.690 section 8.3.2). */
export function readInteger(
  { bytes, findings }: BerReader,
  { offset, from, to }: Element,
  what: string,
  range: Range,
): bigint {
  const length = to - from;
  if (length === 0) throw new Unreadable(offset, `${what} is an integer of no octets`);
  if (length > longestInteger) throw new Unreadable(offset, `${what} is an integer of ${length} octets`);
  const [first = 0, second = 0] = bytes.subarray(from, to);
  if (length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) {
    findings.add(from, `${what} is an integer with a needless first octet (X.690 section 8.3.2)`);
  }
  let value = first >= 0x80 ? -1n : 0n;
  for (const octet of bytes.subarray(from, to)) value = value * 256n + BigInt(octet);
  if (value < range.min || value > range.max) {
    findings.add(from, `${what} is ${value}, outside ${range.min}..${range.max}`);
  }
  return value;
}

/** The dotted form of an OBJECT IDENTIFIER (X.690 section 8.19). */
export function readOid({ bytes, findings }: BerReader, { offset, from, to }: Element, what: string): string {
  if (from === to) throw new Unreadable(offset, `${what} is an object identifier of no octets`);
  const subIdentifiers: number[] = [];
  let value = 0;
  let begins = from;
  for (let at = from; at < to; at++) {
    const octet = bytes[at] ?? 0;
    if (at === begins && octet === 0x80) {
      findings.add(at, `${what} has a sub-identifier with a needless first octet (X.690 section 8.19.2)`);
    }
    value = value * 128 + (octet & 0x7f);
    const largest = largestSubIdentifier + (begins === from ? 80 : 0);
    if (value > largest) {
      throw new Unreadable(begins, `${what} has a sub-identifier above ${largestSubIdentifier}`);
    }
    if (octet >= 0x80) continue;
    subIdentifiers.push(value);
    value = 0;
    begins = at + 1;
  }
  if (begins < to) throw new Unreadable(begins, `${what} ends within a sub-identifier`);
  if (subIdentifiers.length >= mostSubIdentifiers) {
    findings.add(from, `${what} has ${subIdentifiers.length + 1} sub-identifiers, more than 128`);
  }
  const [both = 0, ...rest] = subIdentifiers;
  const arc = Math.min(Math.floor(both / 40), 2);
  return [arc, both - arc * 40, ...rest].join('.');
}

export function readOctets({ bytes }: BerReader, { from, to }: Element): Uint8Array {
  return bytes.subarray(from, to);
}

/** As text where all is printable ASCII, else as `0x` and hex digits; no two octet strings look the same. */
export function showOctets(octets: Uint8Array): string {
  const text = Buffer.from(octets).toString('latin1');
  if (/^[\x20-\x7e]*$/.test(text) && !text.startsWith('0x')) return text;
  return `0x${Buffer.from(octets).toString('hex')}`;
}
