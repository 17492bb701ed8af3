import type { Seams } from '../seams.ts';

export const name = 'client-domain-not-appended';
export const title = 'A short host name is asked for without the domain';
export const requirements = ['SSH2-SRVAUTH-015', 'SSH2-PUBKEY-005'];

export function apply(seams: Seams): void {
  seams.questionName = (typed) => typed;
}
