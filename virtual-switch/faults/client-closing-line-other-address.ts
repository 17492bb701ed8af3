import type { Seams } from '../seams.ts';

export const name = 'client-closing-line-other-address';
export const title = 'The closing line names another address';
export const requirements = ['SSH1-INFO-005', 'SSH2-KBIDBG-002'];

export function apply(seams: Seams): void {
  const closing = seams.sshClientClosing.bind(seams);
  seams.sshClientClosing = (line) => closing(line).replace(/\d+\.\d+\.\d+\.\d+/, '0.0.0.0');
}
