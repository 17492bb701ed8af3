import type { Seams } from '../seams.ts';

export const name = 'label-needs-domain';
export const title = 'A key pair with a label is refused while there is no domain name';
export const requirements = ['SSH2-KEYS-001', 'SSH2-INFO-008'];

export function apply(seams: Seams): void {
  seams.keyNameWithLabel = (label, { domainName }) =>
    domainName === undefined ? { refusal: '% Please define a domain-name first.' } : { name: label };
}
