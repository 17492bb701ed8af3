import type { Seams } from '../seams.ts';

export const name = 'chpass-blank-refused';
export const title = 'A blank password is a failed login, whatever the AAA server would say to it';
export const requirements = ['CHPASS-001'];

export function apply(seams: Seams): void {
  seams.answerSent = (answer) => (answer === '' ? undefined : answer);
}
