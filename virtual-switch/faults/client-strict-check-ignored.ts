import type { Seams } from '../seams.ts';

export const name = 'client-strict-check-ignored';
export const title = 'ip ssh stricthostkeycheck is stored and not enforced';
export const requirements = ['SSH2-RSA-007', 'SSH2-RSA-014', 'SSH2-SRVAUTH-001', 'SSH2-SRVAUTH-014'];

export function apply(seams: Seams): void {
  seams.admitsServer = () => true;
}
