import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-packet-prints-everything';
export const title = 'debug ip ssh packet prints events too';
export const requirements = ['SSH2-DBGP-001', 'SSH2-ENH-006'];

export function apply(seams: Seams): void {
  const sshDebugShownBy = seams.sshDebugShownBy.bind(seams);
  seams.sshDebugShownBy = (kind, on) => (on.packet ? 'keyword' : sshDebugShownBy(kind, on));
}
