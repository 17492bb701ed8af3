import type { Seams } from '../seams.ts';

export const name = 'console-authorized-unasked';
export const title =
  'The rights of somebody on the console are asked for without a word about it in the configuration';
export const requirements = ['SSH1-TRB-007'];

export function apply(seams: Seams): void {
  seams.asksAboutConsole = () => true;
}
