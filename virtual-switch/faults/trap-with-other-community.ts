import type { Seams } from '../seams.ts';

export const name = 'trap-with-other-community';
export const title = 'Traps carry another community than the host has';
export const requirements = ['SNMP-TRAP-006'];

export function apply(seams: Seams): void {
  seams.notificationCommunity = () => 'private';
}
