import type { Seams } from '../seams.ts';

export const name = 'configure-rejected';
export const title = 'configure terminal is not known';
export const requirements = [
  'SSH2-HOST-003',
  'SSH1-SRV-003',
  'SSH2-PUBKEY-003',
  'SSH2-KEYS-003',
  'SSH2-SRVAUTH-003',
  'SSH2-SRVAUTH-013',
];

export function apply(seams: Seams): void {
  seams.execTree = (nodes) => nodes.filter((node) => node.word !== 'configure');
}
