import type { Seams } from '../seams.ts';

export const name = 'debug-snmp-without-effect';
export const title = 'debug snmp packet is confirmed and prints no packet';
export const requirements = ['SNMP-DBG-001', 'SNMP-TRAP-004', 'SNMP-DBG-003', 'SNMP-DBG-004', 'SNMP-DBG-008'];

export function apply(seams: Seams): void {
  seams.debugLines = () => [];
}
