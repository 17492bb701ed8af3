import type { Seams } from '../seams.ts';
import { integer } from '../snmp/values.ts';

export const name = 'trap-session-type-telnet';
export const title = 'The trap says that the session was Telnet';
export const requirements = ['SNMP-TRAP-005', 'SNMP-DBG-005'];

/** Of tslineSesType, OLD-CISCO-TS-MIB. */
const telnet = 5;

export function apply(seams: Seams): void {
  seams.closeVariables = ([type, ...rest]) =>
    type === undefined ? [] : [{ ...type, value: integer(telnet) }, ...rest];
}
