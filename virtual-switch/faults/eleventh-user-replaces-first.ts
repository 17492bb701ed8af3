import type { Seams } from '../seams.ts';

export const name = 'eleventh-user-replaces-first';
export const title = 'An eleventh user of the pubkey-chain takes the place of the first';
export const requirements = ['SSH2-RSA-010'];

export function apply(seams: Seams): void {
  seams.pubkeyUsersWith = (users, added) => [...users.slice(users.length < 10 ? 0 : 1), added];
}
