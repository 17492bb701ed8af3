import type { Seams } from '../seams.ts';

export const name = 'server-entry-prompt-unchanged';
export const title = 'The prompt of a server in the pubkey-chain stays (conf-ssh-pubkey)#';
export const requirements = ['SSH2-SRVAUTH-006'];

export function apply(seams: Seams): void {
  const prompt = seams.prompt.bind(seams);
  seams.prompt = (facts) =>
    prompt(facts.mode === 'conf-ssh-pubkey-server' ? { ...facts, mode: 'conf-ssh-pubkey' } : facts);
}
