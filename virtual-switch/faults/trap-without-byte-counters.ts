import type { Seams } from '../seams.ts';
import { loctcpConnEntry } from '../snmp/objects.ts';

export const name = 'trap-without-byte-counters';
export const title = 'The trap has no byte counters';
export const requirements = ['SNMP-TRAP-005', 'SNMP-DBG-007'];

export function apply(seams: Seams): void {
  const counters = [`${loctcpConnEntry}.1.`, `${loctcpConnEntry}.2.`];
  seams.closeVariables = (varbinds) =>
    varbinds.filter(({ oid }) => !counters.some((counter) => oid.startsWith(counter)));
}
