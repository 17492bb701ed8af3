import type { Seams } from '../seams.ts';

export const name = 'server-key-exit-leaves-two-modes';
export const title = 'exit in the key of a server is shown as if it left the server too';
export const requirements = ['SSH2-SRVAUTH-008'];

export function apply(seams: Seams): void {
  const prompt = seams.prompt.bind(seams);
  let before: string | undefined;
  seams.prompt = (facts) => {
    const left = before === 'conf-ssh-pubkey-data' && facts.mode === 'conf-ssh-pubkey-server';
    before = facts.mode;
    return prompt(left ? { ...facts, mode: 'conf-ssh-pubkey' } : facts);
  };
}
