import { withoutWord } from '../command-line/without-word.ts';
import type { Seams } from '../seams.ts';

export const name = 'client-vrf-option-missing';
export const title = 'The command ssh has no option -vrf';
export const requirements = ['SSH2-FEAT-004', 'SSH2-ENH-001'];

export function apply(seams: Seams): void {
  seams.execTree = (nodes) => withoutWord(nodes, 'ssh', '-vrf');
}
