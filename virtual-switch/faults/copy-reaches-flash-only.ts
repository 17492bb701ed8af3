import type { Seams } from '../seams.ts';

export const name = 'copy-reaches-flash-only';
export const title = 'copy knows no other file system than flash:';
export const requirements = ['SCP-INFO-003'];

export function apply(seams: Seams): void {
  seams.copyReaches = ({ system }) => system === 'flash';
}
