import type { Seams } from '../seams.ts';

export const name = 'kbi-blanks-dropped';
export const title = 'The blanks in an answer do not reach the AAA server';
export const requirements = ['SSH2-KBI-006'];

export function apply(seams: Seams): void {
  seams.answerSent = (answer) => answer.replaceAll(' ', '');
}
