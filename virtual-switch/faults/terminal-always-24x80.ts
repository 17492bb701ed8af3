import type { Seams } from '../seams.ts';

export const name = 'terminal-always-24x80';
export const title = 'A terminal has 24 lines of 80 columns whatever its client asks for';
export const requirements = ['SSH2-MON-016', 'SSH2-DBGD-005'];

export function apply(seams: Seams): void {
  seams.terminalSize = () => ({ height: 24, width: 80 });
}
