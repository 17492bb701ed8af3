import type { Seams } from '../seams.ts';

export const name = 'client-mac-ignored';
export const title = '-m is taken, and every MAC proposed';
export const requirements = ['SSH2-SESS-001', 'SSH2-SESS-007', 'SSH2-SESS-008', 'SSH2-EXSESS-001'];

export function apply(seams: Seams): void {
  const request = seams.sshClientRequest.bind(seams);
  seams.sshClientRequest = (asked) => ({ ...request(asked), mac: undefined });
}
