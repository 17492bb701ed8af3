import type { Seams } from '../seams.ts';
import { loctcpConnEntry, tcpConnEntry } from '../snmp/objects.ts';
import { isBelow } from '../snmp/oid.ts';

export const name = 'trap-ends-swapped';
export const title = 'The trap names the remote end of the connection as the local one';
export const requirements = ['SNMP-DBG-006'];

const isConnection = (oid: string) => isBelow(oid, tcpConnEntry) || isBelow(oid, loctcpConnEntry);

export function apply(seams: Seams): void {
  seams.closeVariables = (varbinds) =>
    varbinds.map(({ oid, value }) => ({
      oid: oid.replace(/((?:\.\d+){5})((?:\.\d+){5})$/, (all, local: string, remote: string) =>
        isConnection(oid) ? `${remote}${local}` : all,
      ),
      value,
    }));
}
