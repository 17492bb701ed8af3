import type { Seams } from '../seams.ts';

export const name = 'kbi-message-lost';
export const title = 'Of a question with several lines only the prompt is shown';
export const requirements = ['SSH2-KBI-004', 'SSH2-KBI-006', 'CHPASS-003', 'CHPASS-004', 'CHPASS-007'];

export function apply(seams: Seams): void {
  seams.questionShown = (question) => ({ ...question, text: question.text.replace(/^.*\n/s, '') });
}
