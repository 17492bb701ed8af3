import type { Seams } from '../seams.ts';

export const name = 'client-name-as-user';
export const title = 'A host name is taken for the user';
export const requirements = ['SSH2-SESS-013'];

export function apply(seams: Seams): void {
  const request = seams.sshClientRequest.bind(seams);
  seams.sshClientRequest = (asked) => {
    const taken = request(asked);
    return /^[\d.]+$/.test(taken.target) ? taken : { ...taken, user: taken.target };
  };
}
