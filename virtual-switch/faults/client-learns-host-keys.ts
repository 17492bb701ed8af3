import type { Seams } from '../seams.ts';

export const name = 'client-learns-host-keys';
export const title = 'Strict checking learns the key of a server that it meets for the first time';
export const requirements = ['SSH2-RSA-007'];

export function apply(seams: Seams): void {
  const admits = seams.admitsServer.bind(seams);
  const learnt = new Set<string>();
  seams.admitsServer = (facts, check) => {
    if (!check.strict) learnt.add(facts.key);
    return admits(facts, check) || learnt.has(facts.key);
  };
}
