import type { Seams } from '../seams.ts';

export const name = 'client-answers-first-prompt';
export const title = 'Of several questions the client answers the first';
export const requirements = ['SSH2-KBI-005'];

export function apply(seams: Seams): void {
  seams.sshClientQuestions = (asked) => asked.slice(0, 1);
}
