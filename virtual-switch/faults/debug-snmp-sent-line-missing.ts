import type { Seams } from '../seams.ts';

export const name = 'debug-snmp-sent-line-missing';
export const title = 'A packet is sent and debug snmp packet does not say so';
export const requirements = ['SNMP-DBG-008', 'SNMP-DBG-009'];

export function apply(seams: Seams): void {
  seams.debugLines = (moment, lines) => (moment === 'sent' ? [] : lines);
}
