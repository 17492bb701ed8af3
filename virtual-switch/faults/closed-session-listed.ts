import type { Seams } from '../seams.ts';
import type { ListedSession } from '../ssh/seams.ts';

export const name = 'closed-session-listed';
export const title = 'show ssh still lists a session that is closed';
export const requirements = ['SSH2-VCON-001', 'SSH2-VCON-003', 'SSH1-VER-004', 'SSH1-VER-005'];

export function apply(seams: Seams): void {
  const seen = new Map<number, ListedSession>();
  seams.listedSessions = (open) => {
    for (const session of open) seen.set(session[0], session);
    return [...seen.values()];
  };
}
