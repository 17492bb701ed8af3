import type { Seams } from '../seams.ts';

export const name = 'pubkey-chain-prompt-unchanged';
export const title = 'The prompt of ip ssh pubkey-chain stays (config)#';
export const requirements = ['SSH2-PUBKEY-007', 'SSH2-SRVAUTH-005'];

export function apply(seams: Seams): void {
  const prompt = seams.prompt.bind(seams);
  seams.prompt = (facts) => prompt(facts.mode === 'conf-ssh-pubkey' ? { ...facts, mode: 'config' } : facts);
}
