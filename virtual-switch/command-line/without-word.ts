import { type Node, replaceAt } from './grammar.ts';

/** The tree without one of its words: the last of the keywords that lead to it. */
export function withoutWord(nodes: readonly Node[], ...path: readonly string[]): readonly Node[] {
  const missing = path.at(-1);
  const rest = (among: readonly Node[]) => among.filter(({ word }) => word !== missing);
  if (path.length <= 1) return rest(nodes);
  return replaceAt(nodes, path.slice(0, -1), (node) => ({ ...node, children: () => rest(node.children()) }));
}
