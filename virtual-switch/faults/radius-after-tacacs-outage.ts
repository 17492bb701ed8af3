import type { Seams } from '../seams.ts';

export const name = 'radius-after-tacacs-outage';
export const title = 'Where TACACS+ does not answer RADIUS is asked, though no list names it';
export const requirements = ['SSH1-EX72-007'];

export function apply(seams: Seams): void {
  seams.methodsInForce = (methods, { part }) =>
    part === 'login' && methods.includes('group tacacs+') ? [...methods, 'group radius'] : methods;
}
