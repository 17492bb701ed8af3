import type { Seams } from '../seams.ts';

export const name = 'client-prompts-without-limit';
export const title = 'The client asks for a password as long as the server lets it';
export const requirements = ['SSH2-KBIDBG-001'];

export function apply(seams: Seams): void {
  const tries = seams.sshClientTries.bind(seams);
  seams.sshClientTries = (asked, method) => (asked === 3 ? Infinity : tries(asked, method));
}
