import type { Seams } from '../seams.ts';

export const name = 'client-speaks-version-1-only';
export const title = 'The client speaks version 1 alone';
export const requirements = ['SSH2-PRE-004', 'SSH2-PRE-005'];

export function apply(seams: Seams): void {
  const request = seams.sshClientRequest.bind(seams);
  seams.sshClientRequest = (asked) => ({ ...request(asked), version: 1 });
}
