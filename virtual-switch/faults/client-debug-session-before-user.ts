import type { Seams } from '../seams.ts';

export const name = 'client-debug-session-before-user';
export const title = 'That the session is open is debugged before that the user was authenticated';
export const requirements = ['SSH2-KBIDBG-006'];

export function apply(seams: Seams): void {
  seams.sshClientDebugLines = (lines) =>
    lines.flatMap((line) => {
      if (line.endsWith('session open')) return [];
      return line.endsWith('user authenticated')
        ? [line.replace('user authenticated', 'session open'), line]
        : [line];
    });
}
