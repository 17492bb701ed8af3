import type { Seams } from '../seams.ts';

export const name = 'chpass-expired-accepted';
export const title = 'An expired password lets in without being changed';
export const requirements = ['CHPASS-003', 'CHPASS-007'];

export function apply(seams: Seams): void {
  let expired = false;
  seams.answerSent = (answer, { text }) => {
    expired = /has expired/.test(text);
    return expired ? undefined : answer;
  };
  seams.afterAnswer = (answer) => {
    if (answer === 'error') return 'next';
    return expired ? 'pass' : answer;
  };
  seams.questionShown = (question) => (/has expired/.test(question.text) ? undefined : question);
}
