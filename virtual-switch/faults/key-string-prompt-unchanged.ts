import type { Seams } from '../seams.ts';

export const name = 'key-string-prompt-unchanged';
export const title = 'The prompt of key-string is that of the user';
export const requirements = ['SSH2-PUBKEY-010'];

export function apply(seams: Seams): void {
  const prompt = seams.prompt.bind(seams);
  seams.prompt = (facts) =>
    prompt(facts.mode === 'conf-ssh-pubkey-data' ? { ...facts, mode: 'conf-ssh-pubkey-user' } : facts);
}
