import type { Seams } from '../seams.ts';

export const name = 'client-trusts-unknown-server';
export const title = 'Strict checking lets a server in that has no entry';
export const requirements = ['SSH2-RSA-007'];

export function apply(seams: Seams): void {
  const admits = seams.admitsServer.bind(seams);
  seams.admitsServer = (facts, check) => check.entry === undefined || admits(facts, check);
}
