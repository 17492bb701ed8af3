import type { Seams } from '../seams.ts';

export const name = 'second-login-method-not-asked';
export const title = 'Where the first method of a list of logins does not answer no other is asked';
export const requirements = ['SCP-CFG-007'];

export function apply(seams: Seams): void {
  seams.methodsInForce = (methods, { part }) => (part === 'login' ? methods.slice(0, 1) : methods);
}
