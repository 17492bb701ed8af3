import type { Seams } from '../seams.ts';

export const name = 'hostname-cut';
export const title = 'A host name is cut after eight characters';
export const requirements = ['SSH2-HOST-004', 'SSH1-EX72-008'];

export function apply(seams: Seams): void {
  seams.storedHostname = (typed) => typed.slice(0, 8);
}
