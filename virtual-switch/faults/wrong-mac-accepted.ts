import type { Seams } from '../seams.ts';

export const name = 'wrong-mac-accepted';
export const title = 'A packet with a wrong MAC is taken as if it were right';
export const requirements = ['SSH2-MON-014', 'SSH2-DBGP-006'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({ ...settings, anyMac: true });
}
