import type { Seams } from '../seams.ts';

export const name = 'client-refusal-unsaid';
export const title = 'A server is refused without a word';
export const requirements = ['SSH2-RSA-007', 'SSH2-RSA-009'];

export function apply(seams: Seams): void {
  seams.serverRefusal = () => '';
}
