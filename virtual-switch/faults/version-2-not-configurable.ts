import { withoutWord } from '../command-line/without-word.ts';
import type { Seams } from '../seams.ts';

export const name = 'version-2-not-configurable';
export const title = 'ip ssh version does not take 2';
export const requirements = ['SSH2-PRE-001'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) => withoutWord(nodes, 'ip', 'ssh', 'version', '2');
}
