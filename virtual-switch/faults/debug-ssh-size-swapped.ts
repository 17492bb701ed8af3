import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-size-swapped';
export const title = 'Height and width of the terminal that was asked for are swapped in debug ip ssh';
export const requirements = ['SSH2-MON-016', 'SSH2-DBGD-005'];

export function apply(seams: Seams): void {
  seams.sshDebugLines = (lines) =>
    lines.map((text) =>
      text.replace(/requested: height (\d+), width (\d+)/, 'requested: height $2, width $1'),
    );
}
