import type { Seams } from '../seams.ts';

export const name = 'chpass-first-entry-counts';
export const title = 'The new password is sent again in place of its repetition';
export const requirements = ['CHPASS-004'];

export function apply(seams: Seams): void {
  let first = '';
  seams.answerSent = (answer, { text }) => {
    if (/Re-enter/.test(text)) return first;
    first = answer;
    return answer;
  };
}
