import type { Seams } from '../seams.ts';

export const name = 'kbi-prompt-replaced';
export const title = 'Every question of an AAA server is put to the user as Password:';
export const requirements = ['SSH2-KBI-002', 'CHPASS-001'];

export function apply(seams: Seams): void {
  seams.questionShown = (question) => ({ ...question, text: 'Password: ' });
}
