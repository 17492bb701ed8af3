import type { Seams } from '../seams.ts';
import { withPolicy } from '../ssh/policy.ts';

export const name = 'login-without-a-method';
export const title = 'A client that only says its name is let in (authentication method none)';
export const requirements = ['SCP-GEN-001', 'SCP-PRE-001', 'SSH2-PRE-003'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => withPolicy(settings, { admitsWithoutMethod: true });
}
