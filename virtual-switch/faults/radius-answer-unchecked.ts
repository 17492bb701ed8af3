import type { Seams } from '../seams.ts';

export const name = 'radius-answer-unchecked';
export const title = 'An answer of RADIUS that another secret has signed counts as consent';
export const requirements = ['SSH1-EX75-002'];

export function apply(seams: Seams): void {
  seams.unreadableReply = () => 'pass';
}
