import type { Seams } from '../seams.ts';

export const name = 'retries-shared-by-connections';
export const title = 'Each connection has one retry less than the one before';
export const requirements = ['SSH1-SRV-007'];

export function apply(seams: Seams): void {
  let spent = 0;
  seams.sshServerSettings = (settings) => ({
    ...settings,
    authenticationRetries: Math.max(0, settings.authenticationRetries - spent++),
  });
}
