import type { Seams } from '../seams.ts';

export const name = 'kbi-prompt-echoed';
export const title = 'Prompts for a password let it be shown while it is typed';
export const requirements = ['SSH2-KBI-003', 'CHPASS-002', 'CHPASS-006', 'CHPASS-008'];

export function apply(seams: Seams): void {
  seams.questionShown = (question) => ({ ...question, echo: true });
}
