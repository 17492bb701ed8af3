import type { Seams } from '../seams.ts';

export const name = 'client-version-1-ignored';
export const title = '-v 1 is taken and version 2 spoken';
export const requirements = ['SSH2-SESS-002', 'SSH2-PRE-005'];

export function apply(seams: Seams): void {
  const request = seams.sshClientRequest.bind(seams);
  seams.sshClientRequest = (asked) => {
    const taken = request(asked);
    return { ...taken, version: taken.version === 1 ? 2 : taken.version };
  };
}
