import type { Seams } from '../seams.ts';

export const name = 'show-ssh-fixed-cipher';
export const title = 'show ssh always shows the same cipher';
export const requirements = ['SSH2-VCON-008'];

export function apply(seams: Seams): void {
  const cipher = 'aes128-cbc';
  seams.shownSession = (session) => ({
    ...session,
    in: { ...session.in, cipher },
    out: { ...session.out, cipher },
  });
}
