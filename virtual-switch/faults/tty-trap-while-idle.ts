import type { Seams } from '../seams.ts';

export const name = 'tty-trap-while-idle';
export const title = 'A session that has gone on for half a minute gives a trap too';
export const requirements = ['SNMP-TRAP-008'];

export function apply(seams: Seams): void {
  seams.watchSession = (session, notify) => {
    session.after(30_000, notify);
    session.onEnd(notify);
  };
}
