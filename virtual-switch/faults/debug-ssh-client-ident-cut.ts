import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-client-ident-cut';
export const title = 'The identification string of the client is cut in debug ip ssh';
export const requirements = ['SSH2-MON-006', 'SSH2-DBGD-002'];

export function apply(seams: Seams): void {
  seams.sshDebugLines = (lines) =>
    lines.map((text) => text.replace(/(protocol version id is - .{8}).*/, '$1'));
}
