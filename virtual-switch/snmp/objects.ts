import type { Oid } from './oid.ts';

/** Roots of the MIB that this switch speaks of, and the objects of its notifications. */
export const system: Oid = '1.3.6.1.2.1.1';
export const sysUpTime: Oid = '1.3.6.1.2.1.1.3';
export const snmpGroup: Oid = '1.3.6.1.2.1.11';
/** RFC 1213 tcpConnEntry: 1 state, 2 and 3 the local end, 4 and 5 the remote one. */
export const tcpConnEntry: Oid = '1.3.6.1.2.1.6.13.1';
export const snmpTrapOid: Oid = '1.3.6.1.6.3.1.1.4.1';
export const snmpTraps: Oid = '1.3.6.1.6.3.1.1.5';
export const cisco: Oid = '1.3.6.1.4.1.9';
/** OLD-CISCO-TCP-MIB: 1 bytes in, 2 bytes out, 5 time elapsed; indexed like tcpConnEntry. */
export const loctcpConnEntry: Oid = '1.3.6.1.4.1.9.2.6.1.1';
/** OLD-CISCO-TS-MIB, indexed by line. */
export const tsLineEntry: Oid = '1.3.6.1.4.1.9.2.9.2.1';
/** OLD-CISCO-TS-MIB, indexed by line and session. */
export const tslineSessionEntry: Oid = '1.3.6.1.4.1.9.2.9.3.1';
export const ciscoConfigMan: Oid = '1.3.6.1.4.1.9.9.43';
export const ccmHistoryEventEntry: Oid = '1.3.6.1.4.1.9.9.43.1.1.6.1';

/** tslineSesType: telnet, and for SSH, which the MIB has no name for, tcp (guide page 42). */
export const sessionTypes = { telnet: 5, ssh: 6 } as const;

/** The nodes that debug output names: an OID is printed as the nearest of them and the rest. */
const named: readonly (readonly [Oid, string])[] = [
  ['1.3.6.1', 'internet'],
  ['1.3.6.1.2.1', 'mib-2'],
  [system, 'system'],
  [sysUpTime, 'sysUpTime'],
  ['1.3.6.1.2.1.2', 'interfaces'],
  ['1.3.6.1.2.1.2.2.1', 'ifEntry'],
  ['1.3.6.1.2.1.4', 'ip'],
  ['1.3.6.1.2.1.6', 'tcp'],
  [tcpConnEntry, 'tcpConnEntry'],
  [snmpGroup, 'snmp'],
  [snmpTrapOid, 'snmpTrapOID'],
  [snmpTraps, 'snmpTraps'],
  ['1.3.6.1.4.1', 'enterprises'],
  [cisco, 'cisco'],
  ['1.3.6.1.4.1.9.2', 'local'],
  [loctcpConnEntry, 'ltcpConnEntry'],
  [ciscoConfigMan, 'ciscoConfigManMIB'],
  [ccmHistoryEventEntry, 'ccmHistoryEventEntry'],
];

/** `tcpConnEntry.1.10.0.0.1.22.10.0.0.2.55246`, `local.9.2.1.18.2`, `cisco`. */
export function nameOf(oid: Oid): string {
  let best: readonly [Oid, string] | undefined;
  for (const node of named) {
    const [root] = node;
    if ((oid === root || oid.startsWith(`${root}.`)) && root.length > (best?.[0].length ?? 0)) best = node;
  }
  return best === undefined ? oid : `${best[1]}${oid.slice(best[0].length)}`;
}
