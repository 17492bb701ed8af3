import type { Seams } from '../seams.ts';
import { loctcpConnEntry } from '../snmp/objects.ts';
import { isBelow } from '../snmp/oid.ts';
import { text } from '../snmp/values.ts';

export const name = 'trap-counters-as-text';
export const title = 'The byte counters of the trap are text with a unit';
export const requirements = ['SNMP-DBG-007'];

export function apply(seams: Seams): void {
  seams.closeVariables = (varbinds) =>
    varbinds.map(({ oid, value }) =>
      isBelow(oid, loctcpConnEntry) && value.type === 'integer'
        ? { oid, value: text(`${value.value} bytes`) }
        : { oid, value },
    );
}
