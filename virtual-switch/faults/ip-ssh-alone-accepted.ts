import { replaceAt } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

export const name = 'ip-ssh-alone-accepted';
export const title = 'ip ssh without a parameter says nothing';
export const requirements = ['SSH1-SRV-008'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    replaceAt(nodes, ['ip', 'ssh'], (node) => ({
      ...node,
      action: { ...node.action, run: () => undefined },
    }));
}
