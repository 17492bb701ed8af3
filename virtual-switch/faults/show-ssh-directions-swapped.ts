import type { Seams } from '../seams.ts';

export const name = 'show-ssh-directions-swapped';
export const title = 'show ssh shows the algorithms of one direction for the other';
export const requirements = ['SSH2-VCON-008'];

export function apply(seams: Seams): void {
  seams.shownSession = (session) => ({ ...session, in: session.out, out: session.in });
}
