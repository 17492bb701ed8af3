import type { Seams } from '../seams.ts';

export const name = 'remote-command-privileged';
export const title = 'A remote command runs at privilege 15 for every user';
export const requirements = ['SSH2-RES-003'];

export function apply(seams: Seams): void {
  seams.privilegeOfRemoteCommand = () => 15;
}
