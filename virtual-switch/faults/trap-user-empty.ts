import type { Seams } from '../seams.ts';
import { tsLineEntry } from '../snmp/objects.ts';
import { text } from '../snmp/values.ts';

export const name = 'trap-user-empty';
export const title = 'The trap does not say who the user was';
export const requirements = ['SNMP-DBG-005'];

export function apply(seams: Seams): void {
  seams.closeVariables = (varbinds) =>
    varbinds.map(({ oid, value }) => ({
      oid,
      value: oid.startsWith(`${tsLineEntry}.18.`) ? text('') : value,
    }));
}
