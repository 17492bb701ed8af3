import type { Seams } from '../seams.ts';

export const name = 'show-ssh-3des-for-des';
export const title = 'show ssh prints 3DES for a DES session';
export const requirements = ['SSH1-RES-002'];

export function apply(seams: Seams): void {
  seams.shownSession = (session) =>
    session.version === 1 ? { ...session, in: { ...session.in, cipher: '3DES' } } : session;
}
