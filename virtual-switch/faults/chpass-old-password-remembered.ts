import type { Seams } from '../seams.ts';

export const name = 'chpass-old-password-remembered';
export const title = 'A password that has let in once lets in whatever the AAA server says';
export const requirements = ['CHPASS-007'];

export function apply(seams: Seams): void {
  const good = new Set<string>();
  let typed: string | undefined;
  seams.answerSent = (answer, { text }) => {
    if (/^Password/.test(text)) typed = answer;
    return answer;
  };
  seams.afterAnswer = (answer) => {
    if (answer === 'error') return 'next';
    if (answer === 'pass' && typed !== undefined) good.add(typed);
    return typed !== undefined && good.has(typed) ? 'pass' : answer;
  };
}
