import type { Seams } from '../seams.ts';

export const name = 'key-does-not-enable-ssh';
export const title = 'A generated key pair leaves SSH disabled';
export const requirements = [
  'SSH2-HOST-001',
  'SSH2-HOST-006',
  'SSH2-PUBKEY-006',
  'SSH1-PRE-003',
  'SSH2-INFO-005',
];

export function apply(seams: Seams): void {
  seams.keyEnablesSsh = (pair) => pair.name.startsWith('TP-self-signed-');
}
