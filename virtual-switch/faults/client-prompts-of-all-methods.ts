import type { Seams } from '../seams.ts';

export const name = 'client-prompts-of-all-methods';
export const title = '-o numberofpasswordprompts is used up by the first method';
export const requirements = ['SSH2-SESS-011'];

export function apply(seams: Seams): void {
  const tries = seams.sshClientTries.bind(seams);
  seams.sshClientTries = (asked, method) => {
    const each = tries(asked, method);
    return asked === 3 || method === 'keyboard-interactive' ? each : 0;
  };
}
