import type { Seams } from '../seams.ts';

export const name = 'debug-scp-tells-password';
export const title = 'debug ip scp prints passwords';
export const requirements = ['SCP-CFG-016'];

export function apply(seams: Seams): void {
  seams.scpDebuggedPassword = (password) => [`SCP: password ${password}`];
}
