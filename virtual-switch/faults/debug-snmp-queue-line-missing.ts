import type { Seams } from '../seams.ts';

export const name = 'debug-snmp-queue-line-missing';
export const title = 'debug snmp packet does not say that a packet is queued';
export const requirements = ['SNMP-DBG-003', 'SNMP-DBG-009', 'SNMP-TRAP-004'];

export function apply(seams: Seams): void {
  seams.debugLines = (moment, lines) => (moment === 'queuing' ? [] : lines);
}
