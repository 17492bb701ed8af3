import type { Seams } from '../seams.ts';
import { replaceAt } from '../command-line/grammar.ts';

export const name = 'aaa-new-model-drops-sessions';
export const title = 'aaa new-model ends the sessions on the vtys';
export const requirements = ['SSH2-SCP-004'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    replaceAt(nodes, ['aaa', 'new-model'], (node) => ({
      ...node,
      action: {
        ...node.action,
        run: (context, args) => {
          for (const { session } of context.device.vtys) session?.clear();
          return node.action?.run?.(context, args);
        },
      },
    }));
}
