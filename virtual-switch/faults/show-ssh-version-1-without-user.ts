import type { Seams } from '../seams.ts';

export const name = 'show-ssh-version-1-without-user';
export const title = 'show ssh lacks the user of a session of version 1';
export const requirements = ['SSH1-VER-004', 'SSH2-VCON-005', 'SSH2-VCON-007'];

export function apply(seams: Seams): void {
  seams.shownSession = (session) => (session.version === 1 ? { ...session, username: '' } : session);
}
