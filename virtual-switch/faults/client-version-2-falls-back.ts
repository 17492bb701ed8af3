import type { Seams } from '../seams.ts';

export const name = 'client-version-2-falls-back';
export const title = '-v 2 falls back to version 1 where the server has no other';
export const requirements = ['SSH2-SESS-003'];

export function apply(seams: Seams): void {
  const request = seams.sshClientRequest.bind(seams);
  seams.sshClientRequest = (asked) => {
    const taken = request(asked);
    return { ...taken, version: taken.version === 2 ? undefined : taken.version };
  };
}
