import type { Seams } from '../seams.ts';

export const name = 'debug-second-ends-first';
export const title = 'Turning a second debugging on turns the first off';
export const requirements = ['SSH2-MON-001'];

export function apply(seams: Seams): void {
  seams.debuggingAfter = (should, _before, turn) => (turn.on ? [turn.kind] : should);
}
