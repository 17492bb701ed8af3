import type { Seams } from '../seams.ts';

export const name = 'trap-malformed-length';
export const title = 'The length of the trap as a whole is one more than there is';
export const requirements = ['SNMP-TRAP-001', 'SNMP-DBG-009'];

export function apply(seams: Seams): void {
  seams.notificationDatagram = (datagram) => {
    const bad = Buffer.from(datagram);
    // The last byte of the outermost length: in the long form the byte before says how many there are.
    const at = (bad[1] ?? 0) < 0x80 ? 1 : 1 + ((bad[1] ?? 0) & 0x7f);
    bad[at] = (bad[at] ?? 0) + 1;
    return bad;
  };
}
