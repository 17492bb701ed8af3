import type { Seams } from '../seams.ts';

export const name = 'console-hangs-after-exit';
export const title = 'The console does not answer any more after exit';
export const requirements = ['SSH2-VSTAT-004', 'SSH2-VCON-004'];

export function apply(seams: Seams): void {
  seams.lineAnswersAfterExit = () => false;
}
