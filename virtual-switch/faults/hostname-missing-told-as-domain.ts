import type { Seams } from '../seams.ts';

export const name = 'hostname-missing-told-as-domain';
export const title = 'For a forbidden host name the message about the domain is printed';
export const requirements = ['SSH1-PRE-002', 'SSH1-TRB-002'];

export function apply(seams: Seams): void {
  const standard = seams.keyNameWithoutLabel.bind(seams);
  seams.keyNameWithoutLabel = (naming) =>
    naming.hostname === 'Router' ? { refusal: '% Please define a domain-name first.' } : standard(naming);
}
