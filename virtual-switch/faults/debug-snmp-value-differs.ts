import type { Seams } from '../seams.ts';
import { loctcpConnEntry } from '../snmp/objects.ts';
import { isBelow } from '../snmp/oid.ts';
import { integer } from '../snmp/values.ts';

export const name = 'debug-snmp-value-differs';
export const title = 'debug snmp packet shows other byte counts than those sent';
export const requirements = ['SNMP-DBG-009'];

export function apply(seams: Seams): void {
  seams.debugged = (pdu) => ({
    ...pdu,
    varbinds: pdu.varbinds.map(({ oid, value }) =>
      isBelow(oid, loctcpConnEntry) && value.type === 'integer'
        ? { oid, value: integer(value.value + 1) }
        : { oid, value },
    ),
  });
}
