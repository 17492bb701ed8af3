import type { Seams } from '../seams.ts';

export const name = 'debug-snmp-queue-line-other-address';
export const title = 'debug snmp packet names another host where a packet is queued';
export const requirements = ['SNMP-DBG-003'];

export function apply(seams: Seams): void {
  seams.debugLines = (moment, lines) =>
    moment === 'queuing' ? lines.map((line) => line.replace(/\d+$/, '254')) : lines;
}
