import type { Seams } from '../seams.ts';
import { withPolicy } from '../ssh/policy.ts';

export const name = 'shell-only-without-terminal';
export const title = 'A shell is refused on a session with a terminal';
export const requirements = ['SSH2-RES-002'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => withPolicy(settings, { startsShell: (terminal) => !terminal });
}
