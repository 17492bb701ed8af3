import type { Seams } from '../seams.ts';

export const name = 'tacacs-before-radius';
export const title = 'TACACS+ is asked before RADIUS, though no list names it';
export const requirements = ['SSH1-EX75-006'];

export function apply(seams: Seams): void {
  seams.methodsInForce = (methods, { part }) =>
    part === 'login' && methods.includes('group radius') ? ['group tacacs+', ...methods] : methods;
}
