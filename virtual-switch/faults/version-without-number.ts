import { replaceAt } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

export const name = 'version-without-number';
export const title = 'ip ssh version is accepted without a number';
export const requirements = ['SSH2-HOST-010'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    replaceAt(nodes, ['ip', 'ssh', 'version'], (node) => ({
      ...node,
      action: { ...node.action, run: () => undefined },
    }));
}
