import type { Seams } from '../seams.ts';

export const name = 'debug-tacacs-tells-password';
export const title = 'debug tacacs prints what the user typed';
export const requirements = ['CHPASS-008'];

export function apply(seams: Seams): void {
  seams.aaaDebugLines = (lines, typed) =>
    typed === undefined ? lines : lines.map((line) => `${line} user_msg: ${typed}`);
}
