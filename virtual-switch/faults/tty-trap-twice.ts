import type { Seams } from '../seams.ts';

export const name = 'tty-trap-twice';
export const title = 'The end of a session gives two traps';
export const requirements = ['SNMP-TRAP-001', 'SNMP-TRAP-008'];

export function apply(seams: Seams): void {
  seams.watchSession = (session, notify) =>
    session.onEnd(() => {
      notify();
      notify();
    });
}
