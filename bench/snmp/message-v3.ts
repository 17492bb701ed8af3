import type { BerReader } from './ber.ts';
import { readInteger, readOctets } from './ber-values.ts';
import { walkPdu, type WalkedPdu } from './pdu.ts';
import { tags } from './smi.ts';

/** Header and security parameters of a version 3 message (RFC 3412 section 6, RFC 3414 section 2.4). */
export interface UsmHeader {
  readonly authenticated: boolean;
  readonly private: boolean;
  readonly reportable: boolean;
  readonly engineId: Uint8Array;
  readonly engineBoots: number;
  readonly engineTime: number;
  readonly user: Uint8Array;
  readonly privacyParameters: Uint8Array;
  /** The encrypted scoped PDU. */
  readonly encrypted?: Uint8Array;
}

const userSecurityModel = 3;
const largest = 0x7fff_ffffn;
/** Octets of a truncated digest: RFC 3414 section 6.3.1, RFC 7860 section 4.2. */
const digestLengths = [12, 16, 24, 32, 48];

export function walkHeaderV3(reader: BerReader): UsmHeader {
  const { findings } = reader;
  const global = reader.inside(reader.expect(tags.sequence, 'msgGlobalData'));
  number(global, 'msgID', 0n);
  number(global, 'msgMaxSize', 484n);
  const flagsElement = global.expect(tags.octetString, 'msgFlags');
  const flagsOctets = readOctets(global, flagsElement);
  const flags = flagsOctets[0] ?? 0;
  if (flagsOctets.length !== 1)
    findings.add(flagsElement.offset, `msgFlags has ${flagsOctets.length} octets, not 1`);
  if ((flags & ~7) !== 0)
    findings.add(flagsElement.from, 'msgFlags has reserved bits set (RFC 3412 section 6.4)');
  const authenticated = (flags & 1) !== 0;
  const isPrivate = (flags & 2) !== 0;
  const reportable = (flags & 4) !== 0;
  if (isPrivate && !authenticated)
    findings.add(flagsElement.from, 'msgFlags asks for privacy without authentication');
  const modelAt = flagsElement.to;
  const model = number(global, 'msgSecurityModel', 1n);
  if (model !== userSecurityModel)
    findings.add(modelAt, `msgSecurityModel is ${model}, not 3, the user-based model`);
  global.end('msgSecurityModel');

  const wrapped = reader.inside(reader.expect(tags.octetString, 'msgSecurityParameters'));
  const usm = wrapped.inside(wrapped.expect(tags.sequence, 'the security parameters'));
  wrapped.end('the security parameters');
  const engine = usm.expect(tags.octetString, 'msgAuthoritativeEngineID');
  const engineId = readOctets(usm, engine);
  // Empty in a discovery (RFC 3414 section 4); otherwise as SnmpEngineID says (RFC 3411 section 5).
  const discovers = engineId.length === 0 && reportable && !authenticated;
  if (!discovers && (engineId.length < 5 || engineId.length > 32)) {
    findings.add(engine.offset, `msgAuthoritativeEngineID has ${engineId.length} octets, not 5 to 32`);
  }
  const engineBoots = number(usm, 'msgAuthoritativeEngineBoots', 0n);
  const engineTime = number(usm, 'msgAuthoritativeEngineTime', 0n);
  const userElement = usm.expect(tags.octetString, 'msgUserName');
  const user = readOctets(usm, userElement);
  if (user.length > 32)
    findings.add(userElement.offset, `msgUserName has ${user.length} octets, more than 32`);
  const digest = usm.expect(tags.octetString, 'msgAuthenticationParameters');
  const digestLength = digest.to - digest.from;
  if (authenticated ? !digestLengths.includes(digestLength) : digestLength !== 0) {
    findings.add(digest.offset, `msgAuthenticationParameters has ${digestLength} octets`);
  }
  const salt = usm.expect(tags.octetString, 'msgPrivacyParameters');
  const privacyParameters = readOctets(usm, salt);
  if (privacyParameters.length !== (isPrivate ? 8 : 0)) {
    findings.add(salt.offset, `msgPrivacyParameters has ${privacyParameters.length} octets`);
  }
  usm.end('msgPrivacyParameters');

  const encrypted = isPrivate
    ? readOctets(reader, reader.expect(tags.octetString, 'encryptedPDU'))
    : undefined;
  return {
    authenticated,
    private: isPrivate,
    reportable,
    engineId,
    engineBoots,
    engineTime,
    user,
    privacyParameters,
    ...(encrypted === undefined ? {} : { encrypted }),
  };
}

/** RFC 3412 section 6.8. */
export function walkScopedPdu(reader: BerReader): WalkedPdu {
  const scoped = reader.inside(reader.expect(tags.sequence, 'the scoped PDU'));
  scoped.expect(tags.octetString, 'contextEngineID');
  scoped.expect(tags.octetString, 'contextName');
  const pdu = walkPdu(scoped);
  scoped.end('the PDU');
  return pdu;
}

function number(reader: BerReader, what: string, min: bigint): number {
  return Number(readInteger(reader, reader.expect(tags.integer, what), what, { min, max: largest }));
}
