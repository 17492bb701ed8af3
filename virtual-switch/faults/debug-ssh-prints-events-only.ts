import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-prints-events-only';
export const title = 'debug ip ssh without a keyword prints events only';
export const requirements = ['SSH2-MON-003', 'SSH2-ENH-005'];

export function apply(seams: Seams): void {
  const sshDebugShownBy = seams.sshDebugShownBy.bind(seams);
  seams.sshDebugShownBy = (kind, on) =>
    on.everything && kind === 'packet' ? undefined : sshDebugShownBy(kind, on);
}
