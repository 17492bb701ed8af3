import type { Seams } from '../seams.ts';

export const name = 'client-empty-entry-trusts';
export const title = 'An entry without a key trusts its server';
export const requirements = ['SSH2-SRVAUTH-010'];

export function apply(seams: Seams): void {
  const admits = seams.admitsServer.bind(seams);
  seams.admitsServer = (facts, check) => check.entry?.keys.length === 0 || admits(facts, check);
}
