import { replaceAt } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

export const name = 'time-out-rejected';
export const title = 'ip ssh time-out is not known';
export const requirements = ['SSH2-HOST-007', 'SSH1-SRV-004', 'SCP-EXN-002', 'SSH2-SCP-009'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    replaceAt(nodes, ['ip', 'ssh'], (node) => ({
      ...node,
      children: () => node.children().filter(({ word }) => word !== 'time-out'),
    }));
}
