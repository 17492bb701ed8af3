import type { Seams } from '../seams.ts';

export const name = 'copy-shorter-than-reported';
export const title = 'copy loses the last bytes of a file and says that all is there';
export const requirements = ['SCP-INFO-003'];

export function apply(seams: Seams): void {
  const lost = 7;
  seams.copiedBytes = (bytes, { at, size }) => bytes.subarray(0, Math.max(0, size - lost - at));
}
