import type { Trap } from '../trap-listener.ts';
import { showOctets } from './ber-values.ts';
import type { WalkedMessage } from './message.ts';
import { nameOfNotification } from './mib.ts';
import type { WalkedPdu } from './pdu.ts';
import { sessionOf } from './session-tuple.ts';

type Message = NonNullable<Trap['message']>;

const sysUpTime = '1.3.6.1.2.1.1.3.0';
const snmpTrapOid = '1.3.6.1.6.3.1.1.4.1.0';
const genericTraps = '1.3.6.1.6.3.1.1.5';
const enterpriseSpecific = 6;

/**
 * What a walked message says as a notification, and what is wrong with it as one. Without `message` where it is none,
 * or its PDU could not be read.
 */
export function readNotification(walked: WalkedMessage): { message?: Message; findings: string[] } {
  const { version, community, v3, pdu } = walked;
  if (pdu === undefined) return { findings: [] };
  const findings: string[] = [];
  const head = {
    version,
    ...(community === undefined ? {} : { community: showOctets(community) }),
    ...(v3 === undefined ? {} : { user: showOctets(v3.user) }),
    pdu: pdu.kind === 'Inform' ? 'inform' : 'trap',
  } as const;
  if (pdu.kind === 'TrapV1' && pdu.v1 !== undefined) {
    const { upTime, ...v1 } = pdu.v1;
    const trapOid = trapOidOf(v1);
    return withVarbinds(
      { ...head, notification: nameOfNotification(trapOid), trapOid, v1, upTime },
      pdu,
      findings,
    );
  }
  if (pdu.kind !== 'Trap' && pdu.kind !== 'Inform') {
    return { findings: [`the PDU is a ${pdu.kind}, not a notification`] };
  }
  if (v3?.reportable === true && pdu.kind === 'Trap') {
    findings.push('the reportable flag is set in a trap (RFC 3412 section 6.4)');
  }
  const { errorStatus = 0, errorIndex = 0 } = pdu.request ?? {};
  if (errorStatus !== 0) findings.push(`error-status is ${errorStatus} in a notification`);
  if (errorIndex !== 0) findings.push(`error-index is ${errorIndex} in a notification`);
  const [first, second, ...rest] = pdu.varbinds;
  if (first?.oid !== sysUpTime || first.type !== 'TimeTicks') {
    findings.push('the first variable is not sysUpTime.0 (RFC 3416 section 4.2.6)');
  }
  if (second?.oid !== snmpTrapOid || second.type !== 'Oid') {
    findings.push('the second variable is not snmpTrapOID.0 (RFC 3416 section 4.2.6)');
  }
  // Where these two do not lead, what the notification is called cannot be said.
  if (findings.some((each) => each.includes('variable is not'))) return { findings };
  const trapOid = String(second?.value);
  const message = {
    ...head,
    notification: nameOfNotification(trapOid),
    trapOid,
    upTime: Number(first?.value),
  };
  return withVarbinds(message, { ...pdu, varbinds: rest }, findings);
}

/** RFC 3584 section 3.1. */
function trapOidOf({ enterprise, generic, specific }: NonNullable<Message['v1']>): string {
  if (generic === enterpriseSpecific) return `${enterprise}.0.${specific}`;
  return `${genericTraps}.${generic + 1}`;
}

const neverInNotifications = ['NoSuchObject', 'NoSuchInstance', 'EndOfMibView'];

function withVarbinds(
  message: Omit<Message, 'varbinds' | 'session'>,
  pdu: WalkedPdu,
  findings: string[],
): { message: Message; findings: string[] } {
  for (const { type, offset } of pdu.varbinds) {
    if (neverInNotifications.includes(type) || (type === 'Null' && message.version !== 'v1')) {
      findings.push(`the variable at byte ${offset} has no value (${type})`);
    }
    if (type === 'Counter64' && message.version === 'v1') {
      findings.push(
        `the variable at byte ${offset} is a Counter64, which version 1 does not have (RFC 3584 section 4)`,
      );
    }
  }
  const varbinds = pdu.varbinds.map(({ oid, name, type, value }) => ({ oid, name, type, value }));
  const { session, finding } = sessionOf(varbinds);
  if (finding !== undefined) findings.push(finding);
  return { message: { ...message, varbinds, ...(session === undefined ? {} : { session }) }, findings };
}
