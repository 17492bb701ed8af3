import type { Seams } from '../seams.ts';

export const name = 'tty-trap-missing';
export const title = 'No trap is sent when an SSH session ends';
export const requirements = ['SSH2-FEAT-002', 'SNMP-TRAP-001', 'SNMP-TRAP-003', 'SNMP-TRAP-008'];

export function apply(seams: Seams): void {
  seams.watchSession = () => undefined;
}
