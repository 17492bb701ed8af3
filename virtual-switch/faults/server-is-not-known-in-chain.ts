import type { Seams } from '../seams.ts';

export const name = 'server-is-not-known-in-chain';
export const title = 'The pubkey-chain knows no server';
export const requirements = ['SSH2-SRVAUTH-006'];

export function apply(seams: Seams): void {
  seams.pubkeyChainTree = (nodes) => nodes.filter(({ word }) => word !== 'server');
}
