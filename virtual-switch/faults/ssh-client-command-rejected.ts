import { withoutWord } from '../command-line/without-word.ts';
import type { Seams } from '../seams.ts';

export const name = 'ssh-client-command-rejected';
export const title = 'The command ssh is not known';
export const requirements = ['SSH2-FEAT-001', 'SSH2-SESS-010'];

export function apply(seams: Seams): void {
  seams.execTree = (nodes) => withoutWord(nodes, 'ssh');
}
