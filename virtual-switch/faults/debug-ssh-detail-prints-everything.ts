import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-detail-prints-everything';
export const title = 'debug ip ssh detail prints packets too';
export const requirements = ['SSH2-DBGD-001', 'SSH2-ENH-006'];

export function apply(seams: Seams): void {
  const sshDebugShownBy = seams.sshDebugShownBy.bind(seams);
  seams.sshDebugShownBy = (kind, on) => (on.detail ? 'keyword' : sshDebugShownBy(kind, on));
}
