import type { Seams } from '../seams.ts';

export const name = 'debug-snmp-sent-without-datagram';
export const title = 'debug snmp packet says that a packet was sent, and none was';
export const requirements = ['SNMP-DBG-008'];

export function apply(seams: Seams): void {
  seams.transmit = () => true;
}
