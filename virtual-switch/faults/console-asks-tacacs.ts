import type { Seams } from '../seams.ts';

export const name = 'console-asks-tacacs';
export const title = 'At the console TACACS+ is asked, whatever list it is bound to';
export const requirements = ['SSH1-EX72-003', 'SSH1-EX12K-003'];

export function apply(seams: Seams): void {
  seams.methodsInForce = (methods, { part, line }) =>
    part === 'login' && line.kind === 'console' ? ['group tacacs+'] : methods;
}
