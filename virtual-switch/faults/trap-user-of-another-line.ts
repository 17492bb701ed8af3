import type { Seams } from '../seams.ts';
import { tsLineEntry } from '../snmp/objects.ts';
import { text } from '../snmp/values.ts';

export const name = 'trap-user-of-another-line';
export const title = 'The trap names the user of another line';
export const requirements = ['SNMP-DBG-005'];

export function apply(seams: Seams): void {
  seams.closeVariables = (varbinds, users) =>
    varbinds.map(({ oid, value }) => {
      if (!oid.startsWith(`${tsLineEntry}.18.`)) return { oid, value };
      const [, other] = [...users].find(([line]) => !oid.endsWith(`.${line}`)) ?? [];
      return { oid, value: other === undefined ? value : text(other) };
    });
}
