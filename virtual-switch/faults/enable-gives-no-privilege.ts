import type { Seams } from '../seams.ts';

export const name = 'enable-gives-no-privilege';
export const title = 'enable raises the privilege the first time only';
export const requirements = [
  'SSH2-VSTAT-002',
  'SSH2-HOST-002',
  'SSH2-VCON-002',
  'SSH2-PUBKEY-002',
  'SSH2-KEYS-002',
  'SSH1-CLI-002',
  'SSH2-SRVAUTH-002',
];

/** A switch that never did could not be brought to a baseline, and nothing would be put to the test. */
export function apply(seams: Seams): void {
  let before = 0;
  const privilege = seams.privilegeAfterEnable.bind(seams);
  seams.privilegeAfterEnable = () => (before++ === 0 ? privilege() : 1);
}
