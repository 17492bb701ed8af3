import type { Seams } from '../seams.ts';

export const name = 'client-port-ignored';
export const title = '-p is taken, and port 22 dialled';
export const requirements = ['SSH2-SESS-012'];

export function apply(seams: Seams): void {
  const request = seams.sshClientRequest.bind(seams);
  seams.sshClientRequest = (asked) => ({ ...request(asked), port: 22 });
}
