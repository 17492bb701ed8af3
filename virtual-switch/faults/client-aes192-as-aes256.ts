import type { Seams } from '../seams.ts';

export const name = 'client-aes192-as-aes256';
export const title = '-c aes192-ctr proposes aes256-ctr';
export const requirements = ['SSH2-SESS-004'];

export function apply(seams: Seams): void {
  const request = seams.sshClientRequest.bind(seams);
  seams.sshClientRequest = (asked) => {
    const taken = request(asked);
    return { ...taken, cipher: taken.cipher?.replace('aes192-ctr', 'aes256-ctr') };
  };
}
