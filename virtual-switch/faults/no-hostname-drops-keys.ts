import type { Seams } from '../seams.ts';

export const name = 'no-hostname-drops-keys';
export const title = 'no hostname removes the key pairs, and SSH goes off';
export const requirements = ['SSH2-HOST-012'];

export function apply(seams: Seams): void {
  seams.keysAfterNoHostname = (keys) => keys.remove(keys.all.slice());
}
