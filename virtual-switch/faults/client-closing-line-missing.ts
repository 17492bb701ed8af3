import type { Seams } from '../seams.ts';

export const name = 'client-closing-line-missing';
export const title = 'Nothing tells that a session is over';
export const requirements = ['SSH1-INFO-005', 'SSH2-KBIDBG-002', 'CHPASS-005'];

export function apply(seams: Seams): void {
  seams.sshClientClosing = () => '';
}
