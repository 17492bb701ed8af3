import { nameByNearest } from './mib.ts';

/**
 * The nodes that IOS knows by name when it prints a packet. `cisco`, `local`, `tcpConnEntry` and `ltcpConnEntry`: guide
 * page 42; `ciscoConfigManMIB` and `ccmHistoryEventEntry`: transcript debug-snmp-packets--cscdr72939--1. The rest
 * follows their manner and has no transcript.
 */
const nodes: ReadonlyMap<string, string> = new Map([
  ['1.3.6.1.4.1.9', 'cisco'],
  ['1.3.6.1.4.1.9.2', 'local'],
  ['1.3.6.1.4.1.9.2.6.1.1', 'ltcpConnEntry'],
  ['1.3.6.1.2.1.6.13.1', 'tcpConnEntry'],
  ['1.3.6.1.4.1.9.9.43', 'ciscoConfigManMIB'],
  ['1.3.6.1.4.1.9.9.43.1.1.6.1', 'ccmHistoryEventEntry'],
  ['1.3.6.1.4.1.9.1', 'products'],
  ['1.3.6.1.4.1.9.2.2.1.1', 'lifEntry'],
  ['1.3.6.1.2.1.1', 'system'],
  ['1.3.6.1.2.1.1.3', 'sysUpTime'],
  ['1.3.6.1.2.1.2.2.1', 'ifEntry'],
  ['1.3.6.1.6.3.1.1.4.1', 'snmpTrapOID'],
  ['1.3.6.1.6.3.1.1.5', 'snmpTraps'],
]);

/**
 * An OID as `debug snmp packet` prints it: the nearest node above it that IOS knows by name, and the arcs below that:
 * `local.9.3.1.1.2.1`, `tcpConnEntry.1.10.0.0.1.22.10.0.0.2.55246`. The OID itself where none is known.
 */
export function ciscoDebugName(oid: string): string {
  return nameByNearest(oid, nodes);
}
