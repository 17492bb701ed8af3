import {
  BerError,
  decodeInteger,
  decodeOid,
  decodeUnsigned,
  encodeField,
  encodeInteger,
  encodeOid,
  FieldReader,
  tags,
} from './ber.ts';
import type { Oid } from './oid.ts';
import { decodeAddress, decodeValue, encodeValue, type Varbind } from './values.ts';

/** A message whose version this switch does not speak. */
export class BadVersionError extends Error {
  override readonly name = 'BadVersionError';
}

const pduTags = {
  get: 0xa0,
  'get-next': 0xa1,
  response: 0xa2,
  set: 0xa3,
  'get-bulk': 0xa5,
  inform: 0xa6,
  'trap-v2': 0xa7,
} as const;
const trapV1Tag = 0xa4;

/** RFC 3416 section 3; of a get-bulk, errorStatus is non-repeaters and errorIndex max-repetitions. */
export interface Pdu {
  readonly kind: keyof typeof pduTags;
  readonly requestId: number;
  readonly errorStatus: number;
  readonly errorIndex: number;
  readonly varbinds: readonly Varbind[];
}

/** RFC 1157 section 4.1.6. */
export interface TrapV1 {
  readonly kind: 'trap-v1';
  readonly enterprise: Oid;
  readonly agentAddress: string;
  readonly generic: number;
  readonly specific: number;
  /** Hundredths of a second. */
  readonly upTime: number;
  readonly varbinds: readonly Varbind[];
}

export type AnyPdu = Pdu | TrapV1;

export interface Message<P extends AnyPdu = AnyPdu> {
  readonly version: 'v1' | 'v2c';
  /** latin1 */
  readonly community: string;
  readonly pdu: P;
}

export function encodeMessage({ version, community, pdu }: Message): Buffer {
  return encodeField(
    tags.sequence,
    Buffer.concat([
      encodeInteger(version === 'v1' ? 0 : 1),
      encodeField(tags.octetString, Buffer.from(community, 'latin1')),
      pdu.kind === 'trap-v1' ? encodeTrapV1(pdu) : encodePdu(pdu),
    ]),
  );
}

function encodePdu(pdu: Pdu): Buffer {
  const { kind, requestId, errorStatus, errorIndex, varbinds } = pdu;
  return encodeField(
    pduTags[kind],
    Buffer.concat([
      encodeInteger(requestId),
      encodeInteger(errorStatus),
      encodeInteger(errorIndex),
      encodeVarbinds(varbinds),
    ]),
  );
}

function encodeTrapV1({ enterprise, agentAddress, generic, specific, upTime, varbinds }: TrapV1): Buffer {
  return encodeField(
    trapV1Tag,
    Buffer.concat([
      encodeOid(enterprise),
      encodeValue({ type: 'address', value: agentAddress }),
      encodeInteger(generic),
      encodeInteger(specific),
      encodeInteger(upTime, tags.timeTicks),
      encodeVarbinds(varbinds),
    ]),
  );
}

function encodeVarbinds(varbinds: readonly Varbind[]): Buffer {
  const encoded = varbinds.map(({ oid, value }) =>
    encodeField(tags.sequence, Buffer.concat([encodeOid(oid), encodeValue(value)])),
  );
  return encodeField(tags.sequence, Buffer.concat(encoded));
}

/** Reads a datagram; throws BadVersionError or BerError, which say what is wrong with it. */
export function decodeMessage(datagram: Buffer): Message {
  const outer = new FieldReader(datagram);
  const fields = new FieldReader(outer.expect(tags.sequence));
  const number = decodeInteger(fields.expect(tags.integer));
  if (number !== 0 && number !== 1) throw new BadVersionError(`version ${String(number)}`);
  const community = fields.expect(tags.octetString).toString('latin1');
  const { tag, contents } = fields.next();
  if (!fields.done || !outer.done) throw new BerError('more bytes than the message has');
  return { version: number === 0 ? 'v1' : 'v2c', community, pdu: decodePdu(tag, contents) };
}

function decodePdu(tag: number, contents: Buffer): AnyPdu {
  const fields = new FieldReader(contents);
  if (tag === trapV1Tag) {
    return complete(fields, {
      kind: 'trap-v1',
      enterprise: decodeOid(fields.expect(tags.oid)),
      agentAddress: decodeAddress(fields.expect(tags.ipAddress)),
      generic: decodeInteger(fields.expect(tags.integer)),
      specific: decodeInteger(fields.expect(tags.integer)),
      upTime: decodeUnsigned(fields.expect(tags.timeTicks)),
      varbinds: decodeVarbinds(fields.expect(tags.sequence)),
    });
  }
  const kind = (Object.keys(pduTags) as (keyof typeof pduTags)[]).find((name) => pduTags[name] === tag);
  if (kind === undefined) throw new BerError(`tag ${String(tag)} where a PDU should be`);
  return complete(fields, {
    kind,
    requestId: decodeInteger(fields.expect(tags.integer)),
    errorStatus: decodeInteger(fields.expect(tags.integer)),
    errorIndex: decodeInteger(fields.expect(tags.integer)),
    varbinds: decodeVarbinds(fields.expect(tags.sequence)),
  });
}

function complete<P extends AnyPdu>(fields: FieldReader, pdu: P): P {
  if (!fields.done) throw new BerError('more bytes than the PDU has');
  return pdu;
}

function decodeVarbinds(contents: Buffer): Varbind[] {
  const list = new FieldReader(contents);
  const varbinds: Varbind[] = [];
  while (!list.done) {
    const pair = new FieldReader(list.expect(tags.sequence));
    const oid = decodeOid(pair.expect(tags.oid));
    varbinds.push({ oid, value: decodeValue(pair.next()) });
    if (!pair.done) throw new BerError('more than a name and a value in a variable binding');
  }
  return varbinds;
}
