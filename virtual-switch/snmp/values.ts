import {
  BerError,
  decodeInteger,
  decodeOid,
  decodeUnsigned,
  encodeField,
  encodeInteger,
  encodeOid,
  type Field,
  tags,
} from './ber.ts';
import type { Oid } from './oid.ts';

/** A value as SNMP carries it (RFC 1155, RFC 2578); text is latin1. */
export type SnmpValue =
  | { readonly type: 'integer'; readonly value: number }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'oid'; readonly value: Oid }
  | { readonly type: 'address'; readonly value: string }
  | { readonly type: 'counter' | 'gauge' | 'ticks'; readonly value: number }
  | { readonly type: 'null' | 'noSuchObject' | 'noSuchInstance' | 'endOfMibView' }
  /** Of a type that this switch has no use for. */
  | { readonly type: 'other'; readonly tag: number; readonly contents: Buffer };

export interface Varbind {
  readonly oid: Oid;
  readonly value: SnmpValue;
}

export const integer = (value: number): SnmpValue => ({ type: 'integer', value });
export const text = (value: string): SnmpValue => ({ type: 'text', value });
export const ticks = (value: number): SnmpValue => ({ type: 'ticks', value });
export const address = (value: string): SnmpValue => ({ type: 'address', value });
/** Counters go round at 32 bits. */
export const counter = (value: number): SnmpValue => ({ type: 'counter', value: value % 0x1_0000_0000 });

const numberTags = { counter: tags.counter32, gauge: tags.gauge32, ticks: tags.timeTicks } as const;
const emptyTags = { null: tags.null, noSuchObject: 0x80, noSuchInstance: 0x81, endOfMibView: 0x82 } as const;

export function encodeValue(value: SnmpValue): Buffer {
  switch (value.type) {
    case 'integer':
      return encodeInteger(value.value);
    case 'text':
      return encodeField(tags.octetString, Buffer.from(value.value, 'latin1'));
    case 'oid':
      return encodeOid(value.value);
    case 'address':
      return encodeField(tags.ipAddress, Buffer.from(value.value.split('.').map(Number)));
    case 'counter':
    case 'gauge':
    case 'ticks':
      return encodeInteger(value.value, numberTags[value.type]);
    case 'other':
      return encodeField(value.tag, value.contents);
    case 'null':
    case 'noSuchObject':
    case 'noSuchInstance':
    case 'endOfMibView':
      return encodeField(emptyTags[value.type], Buffer.alloc(0));
  }
}

export function decodeValue({ tag, contents }: Field): SnmpValue {
  switch (tag) {
    case tags.integer:
      return integer(decodeInteger(contents));
    case tags.octetString:
      return text(contents.toString('latin1'));
    case emptyTags.null:
      return { type: 'null' };
    case emptyTags.noSuchObject:
      return { type: 'noSuchObject' };
    case emptyTags.noSuchInstance:
      return { type: 'noSuchInstance' };
    case emptyTags.endOfMibView:
      return { type: 'endOfMibView' };
    case tags.oid:
      return { type: 'oid', value: decodeOid(contents) };
    case tags.ipAddress:
      return address(decodeAddress(contents));
    case tags.counter32:
      return { type: 'counter', value: decodeUnsigned(contents) };
    case tags.gauge32:
      return { type: 'gauge', value: decodeUnsigned(contents) };
    case tags.timeTicks:
      return ticks(decodeUnsigned(contents));
    default:
      return { type: 'other', tag, contents };
  }
}

export function decodeAddress(contents: Buffer): string {
  if (contents.length !== 4) throw new BerError(`an IpAddress of ${String(contents.length)} bytes`);
  return contents.join('.');
}
