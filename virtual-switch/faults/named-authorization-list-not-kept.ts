import { changeBelow, followedBy } from '../command-line/change-below.ts';
import type { Seams } from '../seams.ts';

export const name = 'named-authorization-list-not-kept';
export const title = 'A list of authorization with a name is taken and not kept';
export const requirements = ['SCP-CFG-009'];

const named = /^aaa authorization (?:commands \d+|[\w-]+) (?!default$)\S+$/;

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    changeBelow(nodes, ['aaa', 'authorization'], (node) =>
      followedBy(node, ({ configuration: { settings } }) => {
        for (const key of settings.keys()) {
          if (named.test(key)) settings.delete(key);
        }
      }),
    );
}
