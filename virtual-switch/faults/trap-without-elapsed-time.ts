import type { Seams } from '../seams.ts';
import { loctcpConnEntry } from '../snmp/objects.ts';

export const name = 'trap-without-elapsed-time';
export const title = 'The trap does not say how long the connection lasted';
export const requirements = ['SNMP-DBG-007'];

export function apply(seams: Seams): void {
  seams.closeVariables = (varbinds) => varbinds.filter(({ oid }) => !oid.startsWith(`${loctcpConnEntry}.5.`));
}
