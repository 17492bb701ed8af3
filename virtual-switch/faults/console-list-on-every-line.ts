import type { Seams } from '../seams.ts';

export const name = 'console-list-on-every-line';
export const title = 'Once somebody has begun a session at the console its login list counts on each vty too';
export const requirements = ['SSH1-EX72-003', 'SSH1-EX75-005'];

export function apply(seams: Seams): void {
  let ofConsole: ReturnType<Seams['methodsInForce']> | undefined;
  seams.methodsInForce = (methods, { part, line }) => {
    if (part !== 'login') return methods;
    if (line.kind === 'console') ofConsole = methods;
    return ofConsole ?? methods;
  };
}
