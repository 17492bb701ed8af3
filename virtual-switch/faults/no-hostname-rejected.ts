import { replaceAt } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

export const name = 'no-hostname-rejected';
export const title = 'no hostname is not known';
export const requirements = ['SSH2-HOST-012'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    replaceAt(nodes, ['hostname'], ({ action: _action, ...node }) => ({
      ...node,
      children: () =>
        node.children().map(({ action, ...child }) => ({
          ...child,
          action: { run: (context, args) => action?.run?.(context, args) },
        })),
    }));
}
