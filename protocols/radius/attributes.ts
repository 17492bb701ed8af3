import { attribute, cisco } from './numbers.ts';
import type { RadiusAttribute, RadiusPacket } from './packet.ts';

/** Attributes written, and found in a packet. */

export function textAttribute(type: number, value: string): RadiusAttribute {
  return { type, value: Buffer.from(value, 'utf8') };
}

export function numberAttribute(type: number, value: number): RadiusAttribute {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return { type, value: bytes };
}

/** An IPv4 address in dotted form. */
export function addressAttribute(type: number, address: string): RadiusAttribute {
  return { type, value: Buffer.from(address.split('.').map(Number)) };
}

/** A vendor's attribute (RFC 2865, section 5.26). */
export function vendorAttribute(vendor: number, type: number, value: Uint8Array): RadiusAttribute {
  const head = Buffer.alloc(6);
  head.writeUInt32BE(vendor, 0);
  head.writeUInt8(type, 4);
  head.writeUInt8(value.length + 2, 5);
  return { type: attribute.vendorSpecific, value: Buffer.concat([head, value]) };
}

/** `shell:priv-lvl=15` and its kin. */
export function ciscoAvPair(pair: string): RadiusAttribute {
  return vendorAttribute(cisco.vendor, cisco.avPair, Buffer.from(pair, 'utf8'));
}

/** The first value of a type. */
export function valueOf({ attributes }: Pick<RadiusPacket, 'attributes'>, type: number): Buffer | undefined {
  const found = attributes.find((each) => each.type === type)?.value;
  return found === undefined ? undefined : Buffer.from(found);
}

export function textOf(packet: Pick<RadiusPacket, 'attributes'>, type: number): string | undefined {
  return valueOf(packet, type)?.toString('utf8');
}

/** All values of a type together: a long Reply-Message is sent in several. */
export function textsOf({ attributes }: Pick<RadiusPacket, 'attributes'>, type: number): string[] {
  return attributes
    .filter((each) => each.type === type)
    .map(({ value }) => Buffer.from(value).toString('utf8'));
}

/** Undefined where there is none, or none of 4 bytes. */
export function numberOf(packet: Pick<RadiusPacket, 'attributes'>, type: number): number | undefined {
  const value = valueOf(packet, type);
  return value?.length === 4 ? value.readUInt32BE() : undefined;
}

export function addressOf(packet: Pick<RadiusPacket, 'attributes'>, type: number): string | undefined {
  const value = valueOf(packet, type);
  return value?.length === 4 ? [...value].join('.') : undefined;
}

/** The Cisco pairs of a packet, in order. A vendor's attribute that does not add up holds none. */
export function ciscoAvPairsOf({ attributes }: Pick<RadiusPacket, 'attributes'>): string[] {
  return attributes
    .filter(({ type }) => type === attribute.vendorSpecific)
    .flatMap(({ value }) => ciscoPairsIn(Buffer.from(value)));
}

function ciscoPairsIn(value: Buffer): string[] {
  if (value.length < 6 || value.readUInt32BE(0) !== cisco.vendor) return [];
  const pairs: string[] = [];
  for (let at = 4; at < value.length;) {
    const length = at + 1 < value.length ? value.readUInt8(at + 1) : 0;
    if (length < 2 || at + length > value.length) return [];
    if (value.readUInt8(at) === cisco.avPair) pairs.push(value.toString('utf8', at + 2, at + length));
    at += length;
  }
  return pairs;
}
