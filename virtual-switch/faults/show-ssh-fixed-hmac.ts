import type { Seams } from '../seams.ts';

export const name = 'show-ssh-fixed-hmac';
export const title = 'show ssh always shows the same HMAC';
export const requirements = ['SSH2-VCON-008'];

export function apply(seams: Seams): void {
  const mac = 'hmac-sha1';
  seams.shownSession = (session) => ({
    ...session,
    in: { ...session.in, mac },
    out: { ...session.out, mac },
  });
}
