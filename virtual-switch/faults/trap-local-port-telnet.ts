import type { Seams } from '../seams.ts';

export const name = 'trap-local-port-telnet';
export const title = 'The trap gives 23 as the local port';
export const requirements = ['SNMP-DBG-006'];

export function apply(seams: Seams): void {
  seams.closeVariables = (varbinds) =>
    varbinds.map(({ oid, value }) => ({ oid: oid.replace(/\.22((?:\.\d+){5})$/, '.23$1'), value }));
}
