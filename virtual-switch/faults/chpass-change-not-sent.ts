import type { Seams } from '../seams.ts';

export const name = 'chpass-change-not-sent';
export const title = 'A new password is asked for and not sent to the AAA server';
export const requirements = ['CHPASS-002'];

export function apply(seams: Seams): void {
  let changed = false;
  seams.answerSent = (answer, { text }) => {
    changed = /Re-enter/.test(text);
    return changed ? undefined : answer;
  };
  seams.afterAnswer = (answer) => {
    if (answer === 'error') return 'next';
    return changed ? 'pass' : answer;
  };
}
