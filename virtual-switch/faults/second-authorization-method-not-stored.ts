import { changeBelow, followedBy } from '../command-line/change-below.ts';
import type { Seams } from '../seams.ts';

export const name = 'second-authorization-method-not-stored';
export const title = 'Of the methods of a list of authorization only the first is stored';
export const requirements = ['SCP-CFG-009'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    changeBelow(nodes, ['aaa', 'authorization'], (node) =>
      followedBy(node, ({ configuration: { settings } }) => {
        for (const [key, line] of settings) {
          const behind = /^ (?:group )?\S+/.exec(line.slice(key.length))?.[0];
          if (key.startsWith('aaa authorization ') && behind !== undefined) settings.set(key, key + behind);
        }
      }),
    );
}
