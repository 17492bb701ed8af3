import { privileged, replaceAt } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

export const name = 'client-privileged-only';
export const title = 'The client is not known in user EXEC';
export const requirements = ['SSH1-CLI-004', 'SSH2-SESS-016'];

export function apply(seams: Seams): void {
  const tree = seams.execTree.bind(seams);
  seams.execTree = (nodes) => replaceAt(tree(nodes), ['ssh'], (node) => privileged(15, node));
}
