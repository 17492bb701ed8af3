import type { Seams } from '../seams.ts';

export const name = 'scp-end-unanswered';
export const title = 'The end of a file that came by scp is not answered';
export const requirements = ['SCP-INFO-001'];

export function apply(seams: Seams): void {
  seams.scpAnswersEnd = () => false;
}
