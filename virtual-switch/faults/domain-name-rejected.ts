import { replaceAt } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

export const name = 'domain-name-rejected';
export const title = 'ip domain-name is not known';
export const requirements = ['SSH2-HOST-005', 'SSH2-PUBKEY-005', 'SSH2-SRVAUTH-015'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    replaceAt(nodes, ['ip'], (node) => ({
      ...node,
      children: () => node.children().filter(({ word }) => !word.startsWith('domain')),
    }));
}
