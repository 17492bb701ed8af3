import type { Seams } from '../seams.ts';

export const name = 'no-trap-while-debugging';
export const title = 'No trap is sent while SNMP packets are debugged';
export const requirements = ['SNMP-TRAP-002', 'SNMP-TRAP-004'];

export function apply(seams: Seams): void {
  seams.notificationOn = ({ enabled, debugging }) => enabled && !debugging;
}
