import { replaceAt } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

export const name = 'rekey-volume-replaces-time';
export const title = 'ip ssh rekey volume takes the place of ip ssh rekey time';
export const requirements = ['SSH1-SRV-010'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    replaceAt(nodes, ['ip', 'ssh', 'rekey', 'volume'], (volume) => ({
      ...volume,
      children: () =>
        volume.children().map((node) => ({
          ...node,
          action: {
            ...node.action,
            run: (context, args) => {
              context.configuration.settings.delete('ip ssh rekey time');
              return node.action?.run?.(context, args);
            },
          },
        })),
    }));
}
