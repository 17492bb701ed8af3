import type { Seams } from '../seams.ts';

export const name = 'client-hash-compared-in-part';
export const title = 'Of the hash of a server key the first half is compared';
export const requirements = ['SSH2-SRVAUTH-009'];

export function apply(seams: Seams): void {
  const half = 'ssh-rsa '.length + 16;
  const admits = seams.admitsServer.bind(seams);
  seams.admitsServer = (facts, check) => {
    const { key } = facts;
    const alike = check.entry?.keys.some((known) => known.slice(0, half) === key.slice(0, half)) === true;
    return admits(facts, check) || (alike && facts.signatureHolds);
  };
}
