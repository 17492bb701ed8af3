import type { Seams } from '../seams.ts';

export const name = 'trap-to-session-client';
export const title = 'The trap goes to the client of the session, to the port that it came from';
export const requirements = ['SNMP-TRAP-003', 'SNMP-TRAP-001'];

export function apply(seams: Seams): void {
  seams.notificationTarget = ({ address, port }, client) => client ?? { host: address, port };
}
