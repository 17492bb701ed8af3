import type { Seams } from '../seams.ts';

export const name = 'exec-timeout-0-as-default';
export const title = 'exec-timeout 0 0 leaves the ten minutes that a line has';
export const requirements = ['SSH1-EX72-009'];

export function apply(seams: Seams): void {
  seams.idleLimitMs = (configured) => configured ?? 600_000;
}
