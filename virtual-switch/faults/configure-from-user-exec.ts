import { replaceAt } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

export const name = 'configure-from-user-exec';
export const title = 'configure terminal is accepted at the > prompt';
export const requirements = [
  'SSH2-HOST-003',
  'SSH1-SRV-003',
  'SSH2-PUBKEY-003',
  'SSH2-KEYS-003',
  'SSH2-SRVAUTH-003',
];

export function apply(seams: Seams): void {
  seams.execTree = (nodes) => replaceAt(nodes, ['configure'], (node) => ({ ...node, privilege: 0 }));
}
