import type { Seams } from '../seams.ts';

export const name = 'no-hostname-keeps-name';
export const title = 'no hostname leaves the name as it was';
export const requirements = ['SSH2-HOST-012'];

export function apply(seams: Seams): void {
  seams.hostnameAfterNo = (configured) => configured;
}
