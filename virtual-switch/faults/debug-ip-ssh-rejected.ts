import { withoutWord } from '../command-line/without-word.ts';
import type { Seams } from '../seams.ts';

export const name = 'debug-ip-ssh-rejected';
export const title = 'debug ip ssh is not known';
export const requirements = ['SSH2-FEAT-001'];

export function apply(seams: Seams): void {
  seams.execTree = (nodes) => withoutWord(nodes, 'debug', 'ip', 'ssh');
}
