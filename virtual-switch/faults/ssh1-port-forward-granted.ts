import type { Seams } from '../seams.ts';

export const name = 'ssh1-port-forward-granted';
export const title = 'A port forward request over version 1 is granted';
export const requirements = ['SSH1-RES-003'];

export function apply(seams: Seams): void {
  seams.ssh1Settings = (settings) => ({ ...settings, grants: (request) => request === 'port-forward' });
}
