import type { Trap, Varbind } from '../trap-listener.ts';
import { type BerReader, hexOf, Unreadable } from './ber.ts';
import { readInteger, readOid, signed32, unsigned32 } from './ber-values.ts';
import { nameOfOid } from './mib.ts';
import { readIpAddress, readSmiValue, tags } from './smi.ts';

/** Kinds of PDU by tag: RFC 1157 section 4.1 and RFC 3416 section 3. */
const kinds = {
  0xa0: 'GetRequest',
  0xa1: 'GetNextRequest',
  0xa2: 'Response',
  0xa3: 'SetRequest',
  0xa4: 'TrapV1',
  0xa5: 'GetBulkRequest',
  0xa6: 'Inform',
  0xa7: 'Trap',
  0xa8: 'Report',
} as const;
export type PduKind = (typeof kinds)[keyof typeof kinds];

export interface WalkedPdu {
  readonly kind: PduKind;
  /** Of a Trap-PDU of version 1. */
  readonly v1?: NonNullable<NonNullable<Trap['message']>['v1']> & { readonly upTime: number };
  /** Of all others. */
  readonly request?: { readonly id: number; readonly errorStatus: number; readonly errorIndex: number };
  readonly varbinds: readonly (Varbind & { readonly offset: number })[];
}

/** Throws Unreadable where the bytes are no PDU. */
export function walkPdu(reader: BerReader): WalkedPdu {
  const element = reader.next('the PDU');
  const kind = isKnown(element.tag) ? kinds[element.tag] : undefined;
  if (kind === undefined) {
    throw new Unreadable(element.offset, `the PDU has tag ${hexOf(element.tag)}, which no PDU has`);
  }
  const inside = reader.inside(element);
  const fields = kind === 'TrapV1' ? { v1: walkTrapV1(inside) } : { request: walkRequest(inside) };
  const varbinds = walkVarbinds(inside);
  inside.end('the variable bindings');
  return { kind, ...fields, varbinds };
}

function isKnown(tag: number): tag is keyof typeof kinds {
  return Object.hasOwn(kinds, tag);
}

/** RFC 1157 section 4.1.6. */
function walkTrapV1(reader: BerReader): NonNullable<WalkedPdu['v1']> {
  const enterprise = readOid(reader, reader.expect(tags.oid, 'enterprise'), 'enterprise');
  const address = reader.expect(tags.ipAddress, 'agent-addr');
  const agentAddress = readIpAddress(reader, address, 'agent-addr');
  const generic = number(reader, 'generic-trap', { min: 0n, max: 6n });
  const specific = number(reader, 'specific-trap', signed32);
  const stamp = reader.expect(tags.timeTicks, 'time-stamp');
  const upTime = Number(readInteger(reader, stamp, 'time-stamp', unsigned32));
  return { enterprise, agentAddress, generic, specific, upTime };
}

function walkRequest(reader: BerReader): NonNullable<WalkedPdu['request']> {
  const id = number(reader, 'request-id', signed32);
  const errorStatus = number(reader, 'error-status', { min: 0n, max: 18n });
  const errorIndex = number(reader, 'error-index', { min: 0n, max: signed32.max });
  return { id, errorStatus, errorIndex };
}

function number(reader: BerReader, what: string, range: { min: bigint; max: bigint }): number {
  return Number(readInteger(reader, reader.expect(tags.integer, what), what, range));
}

function walkVarbinds(reader: BerReader): WalkedPdu['varbinds'] {
  const list = reader.inside(reader.expect(tags.sequence, 'the variable bindings'));
  const varbinds: (Varbind & { offset: number })[] = [];
  while (!list.done) {
    const what = `variable ${varbinds.length + 1}`;
    const element = list.expect(tags.sequence, what);
    const pair = list.inside(element);
    const oid = readOid(pair, pair.expect(tags.oid, `the name of ${what}`), `the name of ${what}`);
    const value = readSmiValue(pair, `the value of ${what}`);
    pair.end(`the value of ${what}`);
    varbinds.push({ oid, name: nameOfOid(oid), ...value, offset: element.offset });
  }
  return varbinds;
}
