import type { Seams } from '../seams.ts';

export const name = 'client-prompts-option-ignored';
export const title = '-o numberofpasswordprompts has no effect';
export const requirements = ['SSH2-SESS-011'];

export function apply(seams: Seams): void {
  const request = seams.sshClientRequest.bind(seams);
  seams.sshClientRequest = (asked) => ({ ...request(asked), prompts: 3 });
}
