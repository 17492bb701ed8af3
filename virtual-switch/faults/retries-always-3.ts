import type { Seams } from '../seams.ts';

export const name = 'retries-always-3';
export const title = 'Three retries are given, whatever is configured';
export const requirements = ['SSH1-EX72-005', 'SSH1-EX75-003'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({ ...settings, authenticationRetries: 3 });
}
