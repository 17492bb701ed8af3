import type { Seams } from '../seams.ts';

export const name = 'retries-ignored';
export const title = 'The client may try as often as it likes';
export const requirements = [
  'SSH1-SRV-007',
  'SSH2-SCP-010',
  'SSH1-EX72-005',
  'SSH1-EX75-003',
  'SSH1-EX12K-005',
];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({ ...settings, authenticationRetries: Infinity });
}
