import type { Seams } from '../seams.ts';

export const name = 'console-authorization-stays';
export const title =
  'Rights are asked for on the console once aaa authorization console was there, until the end';
export const requirements = ['SSH1-TRB-008'];

export function apply(seams: Seams): void {
  let ever = false;
  seams.asksAboutConsole = (configured) => (ever ||= configured);
}
