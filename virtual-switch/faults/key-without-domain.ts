import type { Seams } from '../seams.ts';

export const name = 'key-without-domain';
export const title = 'A key pair is made without a domain name';
export const requirements = ['SSH1-PRE-002', 'SSH1-TRB-003'];

export function apply(seams: Seams): void {
  const standard = seams.keyNameWithoutLabel.bind(seams);
  seams.keyNameWithoutLabel = ({ hostname, domainName = '' }) => standard({ hostname, domainName });
}
