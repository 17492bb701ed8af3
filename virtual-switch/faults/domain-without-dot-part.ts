import type { Seams } from '../seams.ts';

export const name = 'domain-without-dot-part';
export const title = 'A domain name is stored without what follows its first dot';
export const requirements = ['SSH2-HOST-005'];

export function apply(seams: Seams): void {
  seams.storedDomainName = (typed) => typed.replace(/\..*$/, '');
}
