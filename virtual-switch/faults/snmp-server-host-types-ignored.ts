import type { Seams } from '../seams.ts';

export const name = 'snmp-server-host-types-ignored';
export const title = 'snmp-server host drops the types and the host is sent everything';
export const requirements = ['SNMP-TRAP-006'];

export function apply(seams: Seams): void {
  seams.storedTrapTypes = () => [];
}
