import type { Seams } from '../seams.ts';

export const name = 'trap-generic-2';
export const title = 'The trap is sent as the generic trap linkDown';
export const requirements = ['SNMP-DBG-004'];

export function apply(seams: Seams): void {
  seams.trapV1 = (pdu) => ({ ...pdu, generic: 2, specific: 0 });
}
