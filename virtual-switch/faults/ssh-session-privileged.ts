import type { Seams } from '../seams.ts';

export const name = 'ssh-session-privileged';
export const title = 'A user who is let in over SSH is privileged at once';
export const requirements = ['SSH1-INFO-001', 'SSH2-SCP-006', 'SCP-EXL-001'];

export function apply(seams: Seams): void {
  seams.privilegeOverSsh = () => 15;
}
