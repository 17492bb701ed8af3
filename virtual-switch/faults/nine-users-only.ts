import type { Seams } from '../seams.ts';

export const name = 'nine-users-only';
export const title = 'The pubkey-chain holds nine users';
export const requirements = ['SSH2-RSA-010'];

export function apply(seams: Seams): void {
  seams.pubkeyUsersWith = (users, added) => (users.length < 9 ? [...users, added] : undefined);
}
