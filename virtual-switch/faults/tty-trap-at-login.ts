import type { Seams } from '../seams.ts';

export const name = 'tty-trap-at-login';
export const title = 'The trap of a session is sent at its login';
export const requirements = ['SNMP-TRAP-001', 'SNMP-TRAP-008', 'SNMP-DBG-002'];

export function apply(seams: Seams): void {
  seams.watchSession = (_session, notify) => notify();
}
