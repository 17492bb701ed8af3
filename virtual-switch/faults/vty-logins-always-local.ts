import type { Seams } from '../seams.ts';

export const name = 'vty-logins-always-local';
export const title = 'Whatever the list of logins says, on a vty the local users decide';
export const requirements = ['SCP-CFG-005', 'SCP-CFG-006'];

export function apply(seams: Seams): void {
  seams.methodsInForce = (methods, { part, line }) =>
    part === 'login' && line.kind === 'vty' ? ['local'] : methods;
}
