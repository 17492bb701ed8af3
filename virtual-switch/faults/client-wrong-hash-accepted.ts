import type { Seams } from '../seams.ts';

export const name = 'client-wrong-hash-accepted';
export const title = 'Any hash of a server key will do';
export const requirements = ['SSH2-SRVAUTH-001', 'SSH2-SRVAUTH-009'];

export function apply(seams: Seams): void {
  const admits = seams.admitsServer.bind(seams);
  seams.admitsServer = (facts, check) => (check.entry?.keys.length ?? 0) > 0 || admits(facts, check);
}
