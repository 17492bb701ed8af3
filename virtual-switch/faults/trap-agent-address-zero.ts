import type { Seams } from '../seams.ts';

export const name = 'trap-agent-address-zero';
export const title = 'The agent address of the trap is 0.0.0.0';
export const requirements = ['SNMP-DBG-004'];

export function apply(seams: Seams): void {
  seams.trapV1 = (pdu) => ({ ...pdu, agentAddress: '0.0.0.0' });
}
