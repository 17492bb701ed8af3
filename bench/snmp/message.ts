import { BerReader, Findings, Unreadable } from './ber.ts';
import { readInteger, readOctets } from './ber-values.ts';
import { walkPdu, type WalkedPdu } from './pdu.ts';
import { tags } from './smi.ts';
import { type UsmHeader, walkHeaderV3, walkScopedPdu } from './message-v3.ts';

export interface WalkedMessage {
  readonly version: 'v1' | 'v2c' | 'v3';
  /** Of versions 1 and 2c. */
  readonly community?: Uint8Array;
  readonly v3?: UsmHeader;
  /** Absent where it is encrypted and was not decrypted. */
  readonly pdu?: WalkedPdu;
}

export interface Walk {
  /** Absent where the bytes are no SNMP message at all. */
  readonly message?: WalkedMessage;
  /** What is wrong, each with its place; empty where all of it is well-formed. */
  readonly findings: readonly string[];
}

const versions = { 0: 'v1', 1: 'v2c', 3: 'v3' } as const;

/**
 * The strict walk over one datagram (RFC 1157, 1901, 3412, 3414, 3416). Pure. `scoped` is the decrypted scoped PDU of an
 * encrypted message; offsets in it count from its own first byte.
 */
export function walkMessage(bytes: Uint8Array, scoped?: Uint8Array): Walk {
  const findings = new Findings();
  const message = readable(findings, () => {
    const whole = new BerReader(bytes, findings);
    const inside = whole.inside(whole.expect(tags.sequence, 'the message'));
    whole.end('the message');
    const walked = walkInside(inside);
    inside.end('the PDU');
    return walked;
  });
  if (message?.v3?.encrypted === undefined || scoped === undefined) {
    return { ...(message === undefined ? {} : { message }), findings: findings.texts };
  }
  const within = new Findings(' of the decrypted scoped PDU');
  const pdu = readable(within, () => {
    const reader = new BerReader(scoped, within);
    const walked = walkScopedPdu(reader);
    reader.end('the scoped PDU');
    return walked;
  });
  return {
    message: { ...message, ...(pdu === undefined ? {} : { pdu }) },
    findings: [...findings.texts, ...within.texts],
  };
}

function walkInside(reader: BerReader): WalkedMessage {
  const element = reader.expect(tags.integer, 'the version');
  const number = Number(readInteger(reader, element, 'the version', { min: 0n, max: 3n }));
  if (number !== 0 && number !== 1 && number !== 3) {
    throw new Unreadable(element.offset, `the version is ${number}, where 0, 1 and 3 are spoken`);
  }
  const version = versions[number];
  if (version !== 'v3') {
    const community = readOctets(reader, reader.expect(tags.octetString, 'the community'));
    const pdu = walkPdu(reader);
    if (
      (pdu.kind === 'TrapV1') !== (version === 'v1') &&
      pdu.kind !== 'GetRequest' &&
      pdu.kind !== 'Response'
    ) {
      reader.findings.add(element.offset, `a message of SNMP${version} holds a PDU of kind ${pdu.kind}`);
    }
    return { version, community, pdu };
  }
  const v3 = walkHeaderV3(reader);
  if (v3.encrypted !== undefined) return { version, v3 };
  return { version, v3, pdu: walkScopedPdu(reader) };
}

/** Whether it only asks for the engine ID of who listens (RFC 3414 section 4). */
export function isDiscovery(message: WalkedMessage | undefined): boolean {
  const { v3, pdu } = message ?? {};
  if (v3 === undefined || pdu?.kind !== 'GetRequest') return false;
  return v3.reportable && !v3.authenticated;
}

/** What `read` gives, or undefined, and a finding, where the bytes cannot be read on. */
function readable<T>(findings: Findings, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    findings.add(error.offset, error.message);
    return undefined;
  }
}
