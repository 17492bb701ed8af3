import { withoutWord } from '../command-line/without-word.ts';
import type { Seams } from '../seams.ts';

export const name = 'reverse-access-authorization-rejected';
export const title = 'aaa authorization reverse-access is not known';
export const requirements = ['SCP-CFG-009'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) => withoutWord(nodes, 'aaa', 'authorization', 'reverse-access');
}
