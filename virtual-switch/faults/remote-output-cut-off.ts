import type { Seams } from '../seams.ts';

export const name = 'remote-output-cut-off';
export const title = 'The end of what a remote command prints is not sent';
export const requirements = ['SSH2-GEN-002', 'SSH2-RES-003'];

export function apply(seams: Seams): void {
  seams.outputOfRemoteCommand = (output) => output.slice(0, output.length >> 1);
}
