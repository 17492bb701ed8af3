import type { Seams } from '../seams.ts';

export const name = 'key-of-forbidden-hostname';
export const title = 'A key pair is made under the host name that the device forbids';
export const requirements = ['SSH1-PRE-002', 'SSH1-TRB-002'];

export function apply(seams: Seams): void {
  const standard = seams.keyNameWithoutLabel.bind(seams);
  seams.keyNameWithoutLabel = (naming) =>
    naming.hostname === 'Router' && naming.domainName !== undefined
      ? { name: `Router.${naming.domainName}` }
      : standard(naming);
}
