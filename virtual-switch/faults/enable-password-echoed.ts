import type { Seams } from '../seams.ts';

export const name = 'enable-password-echoed';
export const title = 'The enable password is shown while it is typed in a shell';
export const requirements = ['SSH2-MON-019'];

export function apply(seams: Seams): void {
  seams.echoesPasswords = (kind) => kind === 'vty';
}
