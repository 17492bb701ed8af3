import type { Seams } from '../seams.ts';

export const name = 'show-ssh-wrong-user';
export const title = 'show ssh shows the user of an earlier session';
export const requirements = ['SSH2-VCON-006', 'SSH2-VCON-008'];

export function apply(seams: Seams): void {
  let earlier = '';
  seams.shownSession = (session) => {
    const shown = { ...session, username: earlier === session.username ? 'admin' : earlier };
    earlier = session.username;
    return shown;
  };
}
