import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-shell-before-authentication';
export const title = 'The shell is debugged before the user is authenticated';
export const requirements = ['SSH2-MON-018', 'SSH2-MON-021'];

export function apply(seams: Seams): void {
  let told = false;
  seams.sshDebugLines = (lines, { slot }) =>
    lines.flatMap((text) => {
      if (text.includes('starting SSH control')) told = false;
      if (told || !text.endsWith('SSH2_MSG_NEWKEYS received')) return [text];
      told = true;
      return [text, `SSH2 ${slot}: shell request`];
    });
}
