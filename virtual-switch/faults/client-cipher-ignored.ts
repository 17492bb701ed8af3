import type { Seams } from '../seams.ts';

export const name = 'client-cipher-ignored';
export const title = '-c is taken, and every cipher proposed';
export const requirements = [
  'SSH2-SESS-001',
  'SSH2-SESS-004',
  'SSH2-SESS-005',
  'SSH2-SESS-006',
  'SSH2-EXSESS-001',
];

export function apply(seams: Seams): void {
  const request = seams.sshClientRequest.bind(seams);
  seams.sshClientRequest = (asked) => ({ ...request(asked), cipher: undefined });
}
