import type { Seams } from '../seams.ts';

export const name = 'debug-snmp-header-differs';
export const title = 'debug snmp packet shows another specific trap than the one sent';
export const requirements = ['SNMP-DBG-004'];

export function apply(seams: Seams): void {
  seams.debugged = (pdu) => (pdu.kind === 'trap-v1' ? { ...pdu, specific: pdu.specific + 1 } : pdu);
}
