import type { Seams } from '../seams.ts';

export const name = 'client-one-entry-for-all-servers';
export const title = 'The entry of one server is trusted for all';
export const requirements = ['SSH2-RSA-006'];

export function apply(seams: Seams): void {
  seams.serverEntryFor = (entries) => ({ name: 'all', keys: entries.flatMap(({ keys }) => keys) });
}
