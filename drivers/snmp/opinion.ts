import { z } from 'zod';
import { showOctets } from '../../bench/snmp/ber-values.ts';
import type { WalkedMessage } from '../../bench/snmp/message.ts';
import type { PduKind, WalkedPdu } from '../../bench/snmp/pdu.ts';
import { hexText, smiTypeName } from '../../bench/snmp/smi.ts';
import type { Opinion } from '../../bench/trap-reading.ts';

const varbinds = z.array(
  z.object({
    oid: z.string(),
    type: z.int(),
    value: z.union([z.number(), z.string(), z.null(), z.instanceof(Buffer)]),
  }),
);

/** What net-snmp's receiver hands over, as far as it is compared. */
const decoded = z.object({
  type: z.int(),
  enterprise: z.string().optional(),
  agentAddr: z.string().optional(),
  generic: z.int().optional(),
  specific: z.int().optional(),
  upTime: z.int().optional(),
  id: z.int().optional(),
  varbinds,
  community: z.string().optional(),
  user: z.string().optional(),
});

const kindOf: Readonly<Record<number, PduKind>> = { 0xa4: 'TrapV1', 0xa6: 'Inform', 0xa7: 'Trap' };

/** How net-snmp's reading of a notification compares with the strict walk's. */
export function compareNotification(pdu: unknown, walked: WalkedMessage): Opinion {
  const parsed = decoded.safeParse(pdu);
  if (!parsed.success) return { error: 'it was handed over in an unknown form' };
  const theirs = parsed.data;
  const ours = walked.pdu;
  if (ours === undefined) return { differs: ['it was decrypted by net-snmp alone'] };
  const differs: string[] = [];
  const compare = (what: string, their: unknown, our: unknown): void => {
    if (their !== our) differs.push(`${what} is ${show(their)}, not ${show(our)}`);
  };
  compare('the PDU', kindOf[theirs.type], ours.kind);
  compare('the community', theirs.community, textOf(walked.community));
  compare('the user', theirs.user, textOf(walked.v3?.user));
  compare('the enterprise', rightOid(theirs.enterprise), ours.v1?.enterprise);
  compare('the agent address', theirs.agentAddr, ours.v1?.agentAddress);
  compare('generic', theirs.generic, ours.v1?.generic);
  compare('specific', theirs.specific, ours.v1?.specific);
  compare('the time stamp', theirs.upTime, ours.v1?.upTime);
  compare('the request id', theirs.id, ours.request?.id);
  differs.push(...compareVarbinds(theirs.varbinds, ours.varbinds));
  return differs.length === 0 ? 'same' : { differs };
}

/** The same for the variables of an answer. */
export function compareAnswer(answered: unknown, ours: WalkedPdu['varbinds']): Opinion {
  const parsed = varbinds.safeParse(answered);
  if (!parsed.success) return { error: 'it was handed over in an unknown form' };
  const differs = compareVarbinds(parsed.data, ours);
  return differs.length === 0 ? 'same' : { differs };
}

function compareVarbinds(theirs: z.infer<typeof varbinds>, ours: WalkedPdu['varbinds']): string[] {
  if (theirs.length !== ours.length) return [`it has ${theirs.length} variables, not ${ours.length}`];
  return theirs.flatMap(({ oid, type, value }, index) => {
    const our = ours[index];
    const their = { oid: rightOid(oid), type: smiTypeName(type), value: valueOf(smiTypeName(type), value) };
    const same = their.oid === our?.oid && their.type === our?.type && their.value === our?.value;
    if (same) return [];
    return [
      `variable ${index + 1} is ${describe(their)}, not ${our === undefined ? 'there' : describe(our)}`,
    ];
  });
}

function describe({ oid, type, value }: { oid?: unknown; type?: unknown; value: unknown }): string {
  return `${show(oid)} = ${show(type)} ${show(value)}`;
}

function valueOf(type: string | undefined, value: number | string | null | Buffer): number | string | null {
  if (type === 'Oid' && typeof value === 'string') return rightOid(value) ?? null;
  if (!Buffer.isBuffer(value)) return value;
  if (type === 'Counter64') return String(BigInt(`0x${value.toString('hex') || '0'}`));
  return type === 'Opaque' ? hexText(value) : showOctets(value);
}

/** net-snmp splits the first octets of an OID as if there were more than three arcs at the root (X.690 section 8.19.4). */
function rightOid(oid: string | undefined): string | undefined {
  const [first = 0, second = 0, ...rest] = oid?.split('.').map(Number) ?? [];
  return first < 3 ? oid : [2, (first - 2) * 40 + second, ...rest].join('.');
}

function textOf(octets: Uint8Array | undefined): string | undefined {
  return octets === undefined ? undefined : Buffer.from(octets).toString('utf8');
}

function show(what: unknown): string {
  return what === undefined ? 'absent' : JSON.stringify(what);
}
