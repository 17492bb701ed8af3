import type { Seams } from '../seams.ts';

export const name = 'own-traps-not-debugged';
export const title = 'debug snmp packet shows no packet that the switch sends by itself';
export const requirements = ['SNMP-TRAP-004', 'SNMP-DBG-003', 'SNMP-DBG-009'];

export function apply(seams: Seams): void {
  seams.debugLines = (_moment, lines, origin) => (origin === 'own' ? [] : lines);
}
