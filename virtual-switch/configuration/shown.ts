import type { Node, ShowContext, Shown } from '../command-line/grammar.ts';

interface Found {
  readonly shown: Shown;
  readonly keywords: string;
}

/** All that a command tree shows in running-config, in the order of the tree. */
export function collectShown(nodes: readonly Node[]): readonly Found[] {
  const found: Found[] = [];
  const seen = new Set<Shown | string>();
  const visit = (node: Node, keywords: readonly string[]) => {
    const path = node.kind === 'keyword' ? [...keywords, node.word] : keywords;
    const shown = node.action?.show;
    const id = shown?.id?.(path.join(' ')) ?? shown;
    if (shown !== undefined && id !== undefined && !seen.has(id)) {
      seen.add(id);
      found.push({ shown, keywords: path.join(' ') });
    }
    if (shown?.final === true) return;
    for (const child of node.children()) visit(child, path);
  };
  for (const node of nodes) visit(node, []);
  return found;
}

/** The lines of a section, or of all of them. */
export function shownLines(
  found: readonly Found[],
  context: Omit<ShowContext, 'keywords'>,
  section?: string,
): string[] {
  return found
    .filter(({ shown }) => section === undefined || shown.section === section)
    .flatMap(({ shown, keywords }) => shown.lines({ ...context, keywords }));
}
