import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-tells-password';
export const title = 'debug ip ssh prints the password of whoever logs in';
export const requirements = ['SSH2-MON-003'];

export function apply(seams: Seams): void {
  seams.debuggedPassword = (password) => [`password is ${password}`];
}
