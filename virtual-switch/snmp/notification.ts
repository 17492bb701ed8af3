import type { Endpoint } from '../patch-panel.ts';
import type { Message } from './message.ts';
import { snmpTrapOid, sysUpTime } from './objects.ts';
import type { Oid } from './oid.ts';
import { ticks, type Varbind } from './values.ts';

/** Something that hosts are told of, in either version's terms. */
export interface Notification {
  /** What must be enabled, as in trap-types.ts: `tty`, `snmp authentication`. */
  readonly trap: string;
  /** The word of `snmp-server host` that asks for it. */
  readonly type: string;
  readonly enterprise: Oid;
  readonly generic: number;
  readonly specific: number;
  /** Its snmpTrapOID in version 2. */
  readonly v2: Oid;
  readonly varbinds: readonly Varbind[];
  /** The client of the session that it is about. */
  readonly client?: Endpoint;
}

export interface Envelope {
  readonly community: string;
  readonly requestId: number;
  /** Hundredths of a second. */
  readonly upTime: number;
  /** The switch's address that goes into a version 1 trap. */
  readonly agentAddress: string;
}

export function messageV1(notification: Notification, envelope: Envelope) {
  const { enterprise, generic, specific, varbinds } = notification;
  const { community, upTime, agentAddress } = envelope;
  return {
    version: 'v1',
    community,
    pdu: { kind: 'trap-v1', enterprise, agentAddress, generic, specific, upTime, varbinds },
  } as const satisfies Message;
}

/** RFC 3416 section 4.2.6: sysUpTime and snmpTrapOID come first. */
export function messageV2(
  { v2, varbinds }: Notification,
  { community, requestId, upTime }: Envelope,
  kind: 'trap-v2' | 'inform',
): Message {
  return {
    version: 'v2c',
    community,
    pdu: {
      kind,
      requestId,
      errorStatus: 0,
      errorIndex: 0,
      varbinds: [
        { oid: `${sysUpTime}.0`, value: ticks(upTime) },
        { oid: `${snmpTrapOid}.0`, value: { type: 'oid', value: v2 } },
        ...varbinds,
      ],
    },
  };
}
