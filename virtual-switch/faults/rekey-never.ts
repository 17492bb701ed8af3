import type { Seams } from '../seams.ts';

export const name = 'rekey-never';
export const title = 'No session ever gets new keys';
export const requirements = ['SSH1-SRV-011'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({ ...settings, rekey: {} });
}
