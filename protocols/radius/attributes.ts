import { cisco, attribute } from './numbers.ts';
import type { Attribute } from './packets.ts';

export const textAttribute = (type: number, text: string): Attribute => ({ type, value: Buffer.from(text) });

export function numberAttribute(type: number, value: number): Attribute {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return { type, value: bytes };
}

/** `shell:priv-lvl=15`, as an attribute of Cisco's (RFC 2865 section 5.26). */
export function avPair(text: string): Attribute {
  const pair = Buffer.from(text);
  const head = Buffer.alloc(6);
  head.writeUInt32BE(cisco.vendor, 0);
  head.writeUInt8(cisco.avPair, 4);
  head.writeUInt8(pair.length + 2, 5);
  return { type: attribute.vendorSpecific, value: Buffer.concat([head, pair]) };
}

/** The texts of all attributes of a type, in their order. */
export function textsOf(attributes: readonly Attribute[], type: number): string[] {
  return attributes.flatMap((each) => (each.type === type ? [each.value.toString('utf8')] : []));
}

/** Of the first of a type; undefined where there is none of four bytes. */
export function numberOf(attributes: readonly Attribute[], type: number): number | undefined {
  const found = attributes.find((each) => each.type === type);
  return found?.value.length === 4 ? found.value.readUInt32BE(0) : undefined;
}

/** The pairs of Cisco's attributes, in their order; what else such an attribute holds is passed over. */
export function avPairsOf(attributes: readonly Attribute[]): string[] {
  return attributes.flatMap(({ type, value }) => {
    if (type !== attribute.vendorSpecific || value.length < 4 || value.readUInt32BE(0) !== cisco.vendor)
      return [];
    const pairs: string[] = [];
    for (let at = 4; at + 2 <= value.length;) {
      const size = value.readUInt8(at + 1);
      if (size < 2 || at + size > value.length) break;
      if (value.readUInt8(at) === cisco.avPair)
        pairs.push(value.subarray(at + 2, at + size).toString('utf8'));
      at += size;
    }
    return pairs;
  });
}
