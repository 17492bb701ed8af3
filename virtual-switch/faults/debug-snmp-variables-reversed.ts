import type { Seams } from '../seams.ts';

export const name = 'debug-snmp-variables-reversed';
export const title = 'debug snmp packet shows the variables in another order than they were sent in';
export const requirements = ['SNMP-DBG-009'];

export function apply(seams: Seams): void {
  seams.debugged = (pdu) => ({ ...pdu, varbinds: pdu.varbinds.toReversed() });
}
