import type { Seams } from '../seams.ts';
import { loctcpConnEntry } from '../snmp/objects.ts';
import { isBelow } from '../snmp/oid.ts';

export const name = 'trap-counter-index-differs';
export const title = 'The byte counters of the trap are those of the next port';
export const requirements = ['SNMP-DBG-007'];

export function apply(seams: Seams): void {
  seams.closeVariables = (varbinds) =>
    varbinds.map(({ oid, value }) => {
      const port = isBelow(oid, loctcpConnEntry) ? /\d+$/.exec(oid)?.[0] : undefined;
      return port === undefined
        ? { oid, value }
        : { oid: `${oid.slice(0, -port.length)}${Number(port) + 1}`, value };
    });
}
