import type { Seams } from '../seams.ts';
import { tsLineEntry } from '../snmp/objects.ts';

export const name = 'trap-user-of-next-line-number';
export const title = 'The trap gives the user under the number of the next line';
export const requirements = ['SNMP-DBG-005'];

export function apply(seams: Seams): void {
  seams.closeVariables = (varbinds) =>
    varbinds.map(({ oid, value }) => {
      const line = oid.startsWith(`${tsLineEntry}.18.`)
        ? Number(oid.slice(tsLineEntry.length + 4))
        : undefined;
      return { oid: line === undefined ? oid : `${tsLineEntry}.18.${line + 1}`, value };
    });
}
