import type { Seams } from '../seams.ts';

export const name = 'console-asks-radius';
export const title = 'At the console RADIUS is asked, whatever list it is bound to';
export const requirements = ['SSH1-EX75-005'];

export function apply(seams: Seams): void {
  seams.methodsInForce = (methods, { part, line }) =>
    part === 'login' && line.kind === 'console' ? ['group radius'] : methods;
}
