import type { Varbind } from '../trap-listener.ts';
import { type BerReader, type Element, hexOf, Unreadable } from './ber.ts';
import {
  readInteger,
  readOctets,
  readOid,
  showOctets,
  signed32,
  unsigned32,
  unsigned64,
} from './ber-values.ts';

/** Tags of RFC 1157, 1155 and 3416. */
export const tags = {
  integer: 0x02,
  octetString: 0x04,
  oid: 0x06,
  sequence: 0x30,
  ipAddress: 0x40,
  timeTicks: 0x43,
} as const;

type Value = Varbind['value'];
type Read = (reader: BerReader, element: Element, what: string) => Value;

/** The types a variable can have (RFC 3416 section 3), by tag. */
const types: Readonly<Record<number, { readonly name: string; readonly read: Read }>> = {
  [tags.integer]: { name: 'Integer', read: (...all) => Number(readInteger(...all, signed32)) },
  [tags.octetString]: { name: 'OctetString', read: readText },
  0x05: { name: 'Null', read: readNull },
  [tags.oid]: { name: 'Oid', read: readOid },
  [tags.ipAddress]: { name: 'IpAddress', read: readIpAddress },
  0x41: { name: 'Counter32', read: (...all) => Number(readInteger(...all, unsigned32)) },
  0x42: { name: 'Gauge32', read: (...all) => Number(readInteger(...all, unsigned32)) },
  [tags.timeTicks]: { name: 'TimeTicks', read: (...all) => Number(readInteger(...all, unsigned32)) },
  0x44: { name: 'Opaque', read: (reader, element) => hexText(readOctets(reader, element)) },
  // A JSON number would round it.
  0x46: { name: 'Counter64', read: (...all) => String(readInteger(...all, unsigned64)) },
  0x80: { name: 'NoSuchObject', read: readNull },
  0x81: { name: 'NoSuchInstance', read: readNull },
  0x82: { name: 'EndOfMibView', read: readNull },
};

/** RFC 2578 section 7.1.2. */
const longestOctetString = 65_535;

/** The type and value of a variable; throws Unreadable where no variable has such a tag. */
export function readSmiValue(reader: BerReader, what: string): Pick<Varbind, 'type' | 'value'> {
  const element = reader.next(what);
  const type = types[element.tag];
  if (type === undefined) {
    throw new Unreadable(element.offset, `${what} has tag ${hexOf(element.tag)}, which no type of SNMP has`);
  }
  return { type: type.name, value: type.read(reader, element, what) };
}

/** The name of the type with a tag, as `readSmiValue` gives it. */
export function smiTypeName(tag: number): string | undefined {
  return types[tag]?.name;
}

export function readIpAddress(reader: BerReader, element: Element, what: string): string {
  const octets = readOctets(reader, element);
  if (octets.length !== 4) {
    throw new Unreadable(element.offset, `${what} is an IpAddress of ${octets.length} octets`);
  }
  return octets.join('.');
}

export function hexText(octets: Uint8Array): string {
  return `0x${Buffer.from(octets).toString('hex')}`;
}

function readText(reader: BerReader, element: Element, what: string): string {
  const octets = readOctets(reader, element);
  if (octets.length > longestOctetString) {
    reader.findings.add(
      element.offset,
      `${what} has ${octets.length} octets, more than ${longestOctetString}`,
    );
  }
  return showOctets(octets);
}

function readNull({ findings }: BerReader, { offset, from, to }: Element, what: string): null {
  if (from !== to) findings.add(offset, `${what} is a null of ${to - from} octets`);
  return null;
}
