import type { Seams } from '../seams.ts';
import { withPolicy } from '../ssh/policy.ts';

export const name = 'putty-refused';
export const title = 'Clients of PuTTY are refused';
export const requirements = ['SCP-INFO-005'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) =>
    withPolicy(settings, { takesIdent: (ident) => !ident.includes('PuTTY') });
}
