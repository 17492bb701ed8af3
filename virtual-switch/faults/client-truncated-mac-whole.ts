import type { Seams } from '../seams.ts';

export const name = 'client-truncated-mac-whole';
export const title = '-m hmac-sha1-96 proposes the whole of it';
export const requirements = ['SSH2-SESS-001', 'SSH2-SESS-008'];

export function apply(seams: Seams): void {
  const request = seams.sshClientRequest.bind(seams);
  seams.sshClientRequest = (asked) => {
    const taken = request(asked);
    return { ...taken, mac: taken.mac?.replace('-96', '') };
  };
}
