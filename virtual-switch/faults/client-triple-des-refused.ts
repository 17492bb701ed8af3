import { withoutWord } from '../command-line/without-word.ts';
import type { Seams } from '../seams.ts';

export const name = 'client-triple-des-refused';
export const title = 'The client does not know -c 3des-cbc';
export const requirements = ['SSH2-SESS-006'];

export function apply(seams: Seams): void {
  seams.execTree = (nodes) => withoutWord(nodes, 'ssh', '-c', '3des-cbc');
}
