import type { Seams } from '../seams.ts';

export const name = 'client-triple-des-missing';
export const title = 'The client proposes no triple DES';
export const requirements = ['SSH2-RES-001', 'SSH2-SESS-006'];

export function apply(seams: Seams): void {
  const offer = seams.sshClientOffer.bind(seams);
  seams.sshClientOffer = (lists) => {
    const made = offer(lists);
    const others = made.ciphers.filter((name) => name !== '3des-cbc');
    return { ...made, ciphers: others.length === 0 ? ['aes128-cbc'] : others };
  };
}
