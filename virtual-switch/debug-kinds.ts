import { aaaDebugKinds } from './aaa/debug-kinds.ts';
import type { DebugKind } from './debugging.ts';
import { snmpPacket } from './snmp/debug-kinds.ts';
import { spanningTreeBpdu } from './spanning-tree/bpdu-debug.ts';
import { incomingScp, incomingSsh, sshClient, sshDetail, sshPacket } from './ssh/debug-kinds.ts';

/** All that can be debugged, in the order in which `show debugging` lists it. */
export const debugKinds: readonly DebugKind[] = [
  ...aaaDebugKinds,
  snmpPacket,
  incomingScp,
  incomingSsh,
  sshDetail,
  sshPacket,
  sshClient,
  spanningTreeBpdu,
];
