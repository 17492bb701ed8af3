import type { DebugKind } from '../debugging.ts';

/** Every SNMP packet that is sent or received: guide page 42, debug-snmp-packets--cscdr72939--1. */
export const snmpPacket: DebugKind = {
  command: 'snmp packets',
  title: 'SNMP packet debugging',
  heading: 'SNMP',
};
