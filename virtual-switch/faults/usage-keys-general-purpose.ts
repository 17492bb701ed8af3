import type { Seams } from '../seams.ts';

export const name = 'usage-keys-general-purpose';
export const title = 'usage-keys makes one general purpose pair';
export const requirements = ['SSH2-KEYS-006'];

export function apply(seams: Seams): void {
  seams.partsOfUsageKeys = () => ['General Purpose Key'];
}
