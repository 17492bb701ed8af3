import type { Seams } from '../seams.ts';

export const name = 'ssh-listens-on-another-port';
export const title = 'The SSH server listens on another port than 22';
export const requirements = ['SSH2-GEN-001'];

export function apply(seams: Seams): void {
  seams.listensForSsh = (port) => port !== 22;
}
