import type { Seams } from '../seams.ts';

export const name = 'undebug-all-keeps-detail';
export const title = 'undebug all leaves debug ip ssh detail on';
export const requirements = ['SSH2-ENH-006'];

export function apply(seams: Seams): void {
  seams.debuggingAfter = (should, before, turn) =>
    turn.on ? should : before.filter(({ command }) => command === 'ip ssh detail');
}
