import type { Seams } from '../seams.ts';

export const name = 'client-without-counter-mode';
export const title = 'The client proposes no cipher in counter mode';
export const requirements = ['SSH2-FEAT-001', 'SSH2-SESS-004'];

export function apply(seams: Seams): void {
  const offer = seams.sshClientOffer.bind(seams);
  seams.sshClientOffer = (lists) => {
    const made = offer(lists);
    return { ...made, ciphers: made.ciphers.map((name) => name.replace('-ctr', '-cbc')) };
  };
}
