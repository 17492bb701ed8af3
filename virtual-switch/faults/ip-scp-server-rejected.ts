import { withoutWord } from '../command-line/without-word.ts';
import type { Seams } from '../seams.ts';

export const name = 'ip-scp-server-rejected';
export const title = 'ip scp server is not known';
export const requirements = ['SCP-FEAT-001'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) => withoutWord(nodes, 'ip', 'scp', 'server');
}
