import type { Seams } from '../seams.ts';

export const name = 'console-authorization-without-effect';
export const title = 'After aaa authorization console nobody is asked about the console';
export const requirements = ['SSH1-TRB-008'];

export function apply(seams: Seams): void {
  seams.asksAboutConsole = () => false;
}
