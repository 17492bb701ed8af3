import { chainName } from '../ssh/pubkey-chain.ts';
import type { Seams } from '../seams.ts';

export const name = 'server-entry-lost-at-end';
export const title = 'end in the entry of a server loses the entry';
export const requirements = ['SSH2-SRVAUTH-012'];

export function apply(seams: Seams): void {
  const afterEnd = seams.configurationAfterEnd.bind(seams);
  seams.configurationAfterEnd = (configuration, mode) => {
    const { blocks } = configuration.blocks.get(chainName) ?? { blocks: new Map<string, unknown>() };
    const last = [...blocks.keys()].findLast((name) => name.startsWith('server '));
    if (mode === 'conf-ssh-pubkey-server' && last !== undefined) blocks.delete(last);
    return afterEnd(configuration, mode);
  };
}
