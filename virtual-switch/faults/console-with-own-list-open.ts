import type { Seams } from '../seams.ts';

export const name = 'console-with-own-list-open';
export const title = 'A console that is bound to a login list of its own is open';
export const requirements = ['SSH1-EX12K-003'];

export function apply(seams: Seams): void {
  seams.methodsInForce = (methods, { part, line, list }) =>
    part === 'login' && line.kind === 'console' && list !== 'default' ? ['none'] : methods;
}
