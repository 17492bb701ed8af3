import type { Seams } from '../seams.ts';

export const name = 'ssh1-exec-granted';
export const title = 'A command that is sent over version 1 is carried out';
export const requirements = ['SSH1-RES-003'];

export function apply(seams: Seams): void {
  seams.ssh1Settings = (settings) => ({ ...settings, grants: (request) => request === 'exec' });
}
