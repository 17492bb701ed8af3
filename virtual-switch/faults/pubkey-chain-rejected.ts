import { withoutWord } from '../command-line/without-word.ts';
import type { Seams } from '../seams.ts';

export const name = 'pubkey-chain-rejected';
export const title = 'ip ssh pubkey-chain is not known';
export const requirements = ['SSH2-FEAT-005', 'SSH2-PUBKEY-007', 'SSH2-SRVAUTH-005'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) => withoutWord(nodes, 'ip', 'ssh', 'pubkey-chain');
}
