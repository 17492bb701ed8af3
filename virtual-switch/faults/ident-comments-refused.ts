import type { Seams } from '../seams.ts';
import { withPolicy } from '../ssh/policy.ts';

export const name = 'ident-comments-refused';
export const title = 'An identification string with comments is refused';
export const requirements = ['SSH1-INFO-003'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) =>
    withPolicy(settings, { takesIdent: (ident) => !ident.includes(' ') });
}
