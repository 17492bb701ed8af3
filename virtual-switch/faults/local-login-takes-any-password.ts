import type { Seams } from '../seams.ts';

export const name = 'local-login-takes-any-password';
export const title = 'Without AAA a known user is let in with any password';
export const requirements = ['SCP-PRE-001', 'SSH2-PRE-003'];

export function apply(seams: Seams): void {
  seams.loginDecision = (decided, { aaa, knownUser }) => decided || (!aaa && knownUser);
}
