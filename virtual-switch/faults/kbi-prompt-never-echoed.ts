import type { Seams } from '../seams.ts';

export const name = 'kbi-prompt-never-echoed';
export const title = 'No prompt lets be shown what is typed, whatever the AAA server says';
export const requirements = ['SSH2-KBI-002'];

export function apply(seams: Seams): void {
  seams.questionShown = (question) => ({ ...question, echo: false });
}
