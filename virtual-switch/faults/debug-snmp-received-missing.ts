import type { Seams } from '../seams.ts';

export const name = 'debug-snmp-received-missing';
export const title = 'debug snmp packet shows no packet that is received';
export const requirements = ['SSH2-MON-004'];

export function apply(seams: Seams): void {
  seams.debugLines = (_moment, lines, origin) => (origin === 'received' ? [] : lines);
}
