import type { Seams } from '../seams.ts';

export const name = 'client-entry-by-substring';
export const title = 'The entry of a server is found by a part of its name';
export const requirements = ['SSH2-SRVAUTH-006'];

export function apply(seams: Seams): void {
  seams.serverEntryFor = (entries, names) =>
    entries.find(({ name: entry }) => names.some((asked) => asked.startsWith(entry)));
}
