import type { Seams } from '../seams.ts';

export const name = 'unknown-key-would-do';
export const title = 'A client that asks is told that an unknown key would do';
export const requirements = ['SSH2-RSA-003'];

export function apply(seams: Seams): void {
  seams.answersKeyQuery = () => true;
}
