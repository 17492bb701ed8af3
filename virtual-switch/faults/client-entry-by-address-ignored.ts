import type { Seams } from '../seams.ts';

export const name = 'client-entry-by-address-ignored';
export const title = 'The entry of a server by its address is not found';
export const requirements = ['SSH2-SRVAUTH-006'];

export function apply(seams: Seams): void {
  const entryFor = seams.serverEntryFor.bind(seams);
  seams.serverEntryFor = (entries, names) =>
    entryFor(
      entries,
      names.filter((known) => !/^[\d.]+$/.test(known)),
    );
}
