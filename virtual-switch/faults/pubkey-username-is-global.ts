import type { Seams } from '../seams.ts';

export const name = 'pubkey-username-is-global';
export const title = 'username in the pubkey-chain is that of global configuration';
export const requirements = ['SSH2-PUBKEY-009'];

export function apply(seams: Seams): void {
  seams.pubkeyChainTree = (nodes) => nodes.filter(({ word }) => word !== 'username');
}
