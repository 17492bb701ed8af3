import type { Seams } from '../seams.ts';

export const name = 'client-checks-first-key-only';
export const title = 'A server that comes with another key when new keys are made is not checked';
export const requirements = ['SSH2-RSA-009'];

export function apply(seams: Seams): void {
  const admits = seams.admitsServer.bind(seams);
  seams.admitsServer = (facts, check) => facts.again || admits(facts, check);
}
