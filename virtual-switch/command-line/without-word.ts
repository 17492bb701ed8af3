import { type Node, replaceAt } from './grammar.ts';

/** The tree without one of its words: the last of the keywords that lead to it. */
export function withoutWord(nodes: readonly Node[], ...path: readonly string[]): readonly Node[] {
  const missing = path.at(-1);
  const rest = (among: readonly Node[]) => among.filter(({ word }) => word !== missing);
  if (path.length <= 1) return rest(nodes);
  return replaceAt(nodes, path.slice(0, -1), (node) => ({ ...node, children: () => rest(node.children()) }));
}

/** The tree without a value of an option, wherever behind the command the option may stand. */
export function withoutValue(
  nodes: readonly Node[],
  command: string,
  option: string,
  value: string,
): readonly Node[] {
  const below = (among: readonly Node[], parent: string): readonly Node[] =>
    among
      .filter(({ word }) => parent !== option || word !== value)
      .map((node) => ({ ...node, children: () => below(node.children(), node.word) }));
  return replaceAt(nodes, [command], (node) => ({
    ...node,
    children: () => below(node.children(), command),
  }));
}
