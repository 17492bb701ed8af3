import type { Seams } from '../seams.ts';

export const name = 'login-list-of-line-ignored';
export const title = 'A vty goes on with the default list whatever list of logins it is bound to';
export const requirements = ['SCP-CFG-006'];

export function apply(seams: Seams): void {
  let ofDefault: ReturnType<Seams['methodsInForce']> | undefined;
  seams.methodsInForce = (methods, { part, line, list }) => {
    if (part !== 'login' || line.kind !== 'vty') return methods;
    if (list === 'default') ofDefault = methods;
    return ofDefault ?? methods;
  };
}
