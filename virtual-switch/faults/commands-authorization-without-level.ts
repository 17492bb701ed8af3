import { type Node, replaceAt } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

const isDefault = ({ word }: Node): boolean => word === 'default';

export const name = 'commands-authorization-without-level';
export const title = 'aaa authorization commands needs no level';
export const requirements = ['SCP-CFG-009'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    replaceAt(nodes, ['aaa', 'authorization', 'commands'], (node) => ({
      ...node,
      children: () => {
        const levels = node.children();
        return [...levels, ...levels.flatMap((level) => level.children()).filter(isDefault)];
      },
    }));
}
