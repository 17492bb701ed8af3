import { replaceAt } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

export const name = 'rekey-rejected';
export const title = 'ip ssh rekey is not known';
export const requirements = ['SSH1-SRV-001', 'SSH1-SRV-009', 'SSH1-SRV-010'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    replaceAt(nodes, ['ip', 'ssh'], (node) => ({
      ...node,
      children: () => node.children().filter(({ word }) => word !== 'rekey'),
    }));
}
