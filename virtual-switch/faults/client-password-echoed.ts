import type { Seams } from '../seams.ts';

export const name = 'client-password-echoed';
export const title = 'Passwords for another host are shown while they are typed';
export const requirements = ['SSH1-INFO-008', 'CHPASS-008'];

export function apply(seams: Seams): void {
  seams.sshClientEcho = () => true;
}
