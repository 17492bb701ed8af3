import type { Seams } from '../seams.ts';

export const name = 'scp-exit-status-always-0';
export const title = 'scp ends with exit status 0 whatever went wrong';
export const requirements = ['SCP-INFO-001'];

export function apply(seams: Seams): void {
  seams.scpExitStatus = () => 0;
}
