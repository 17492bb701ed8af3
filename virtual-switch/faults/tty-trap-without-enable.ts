import type { Seams } from '../seams.ts';

export const name = 'tty-trap-without-enable';
export const title = 'Traps are sent that nobody has enabled';
export const requirements = ['SNMP-TRAP-002'];

export function apply(seams: Seams): void {
  seams.notificationOn = () => true;
}
