import type { Seams } from '../seams.ts';
import { loctcpConnEntry } from '../snmp/objects.ts';
import { integer } from '../snmp/values.ts';

export const name = 'trap-byte-counters-zero';
export const title = 'The byte counters of the trap are always zero';
export const requirements = ['SNMP-TRAP-005'];

export function apply(seams: Seams): void {
  const counters = [`${loctcpConnEntry}.1.`, `${loctcpConnEntry}.2.`];
  seams.closeVariables = (varbinds) =>
    varbinds.map(({ oid, value }) =>
      counters.some((counter) => oid.startsWith(counter)) ? { oid, value: integer(0) } : { oid, value },
    );
}
