import type { Seams } from '../seams.ts';

export const name = 'first-failure-ends-connection';
export const title = 'The first wrong password ends the connection';
export const requirements = ['SSH1-EX72-005', 'SSH1-EX75-003', 'SSH1-EX12K-005'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({ ...settings, authenticationRetries: 0 });
}
