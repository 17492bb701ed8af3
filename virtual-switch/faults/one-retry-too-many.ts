import type { Seams } from '../seams.ts';

export const name = 'one-retry-too-many';
export const title = 'One attempt more is taken than the retries allow';
export const requirements = ['SSH1-SRV-007', 'SSH1-EX72-005', 'SSH1-EX75-003', 'SSH1-EX12K-005'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({
    ...settings,
    authenticationRetries: settings.authenticationRetries + 1,
  });
}
