import type { Seams } from '../seams.ts';

export const name = 'undebug-all-without-effect';
export const title = 'undebug all is confirmed and leaves the debugging on';
export const requirements = ['SSH2-MON-001', 'SSH2-MON-003', 'SSH2-ENH-006'];

export function apply(seams: Seams): void {
  seams.debuggingAfter = (should, before, turn) => (turn.on ? should : before);
}
