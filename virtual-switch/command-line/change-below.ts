import { type Node, replaceAt } from './grammar.ts';

/** The tree with every word changed that stands behind some keywords. */
export function changeBelow(
  nodes: readonly Node[],
  path: readonly string[],
  change: (node: Node) => Node,
): readonly Node[] {
  const all = (node: Node): Node => {
    const changed = change(node);
    return { ...changed, children: () => changed.children().map(all) };
  };
  return replaceAt(nodes, path, (node) => ({ ...node, children: () => node.children().map(all) }));
}

/** The same where a command does something more once it is carried out. */
export function followedBy(node: Node, more: NonNullable<NonNullable<Node['action']>['run']>): Node {
  const { action } = node;
  const run = action?.run;
  if (run === undefined) return node;
  return {
    ...node,
    action: {
      ...action,
      run: async (context, args) => {
        const output: unknown = await run(context, args);
        await more(context, args);
        return output;
      },
    },
  };
}
