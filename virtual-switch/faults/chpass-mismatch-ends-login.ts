import type { Seams } from '../seams.ts';

export const name = 'chpass-mismatch-ends-login';
export const title = 'Two new passwords that differ end the login';
export const requirements = ['CHPASS-004'];

export function apply(seams: Seams): void {
  seams.answerSent = (answer, { text }) => (/have to be the same/.test(text) ? undefined : answer);
}
