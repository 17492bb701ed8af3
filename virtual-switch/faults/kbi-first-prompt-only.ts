import type { Seams } from '../seams.ts';

export const name = 'kbi-first-prompt-only';
export const title = 'Of several questions of an AAA server only the first is put to the user';
export const requirements = ['SSH2-KBI-002', 'CHPASS-001'];

export function apply(seams: Seams): void {
  seams.questionShown = (question, index) => (index === 0 ? question : undefined);
}
