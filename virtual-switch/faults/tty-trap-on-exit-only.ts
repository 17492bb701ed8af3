import type { Seams } from '../seams.ts';

export const name = 'tty-trap-on-exit-only';
export const title = 'A session that the client ends gives no trap';
export const requirements = ['SNMP-TRAP-001'];

export function apply(seams: Seams): void {
  seams.watchSession = (session, notify) =>
    session.onEnd((by) => {
      if (by === 'switch') notify();
    });
}
