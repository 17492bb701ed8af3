import { replaceAt } from '../command-line/grammar.ts';
import { hostnameOf } from '../configuration/configuration.ts';
import type { Seams } from '../seams.ts';

export const name = 'host-key-kept-without-question';
export const title = 'crypto key generate rsa keeps a pair that is there, and asks nothing';
export const requirements = ['SSH2-PUBKEY-006'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    replaceAt(nodes, ['crypto', 'key', 'generate', 'rsa'], (node) => ({
      ...node,
      action: {
        ...node.action,
        run: (context, args) => {
          const { configuration, device } = context;
          const label = `${hostnameOf(configuration)}.${configuration.domainName ?? ''}`;
          return device.keys.named(label).length > 0 ? undefined : node.action?.run?.(context, args);
        },
      },
    }));
}
