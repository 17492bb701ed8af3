import type { Seams } from '../seams.ts';

export const name = 'client-strict-check-refuses-all';
export const title = 'Strict checking refuses the right server too';
export const requirements = ['SSH2-RSA-008', 'SSH2-RSA-014', 'SSH2-SRVAUTH-014'];

export function apply(seams: Seams): void {
  seams.admitsServer = (_facts, { strict }) => !strict;
}
