import { withoutWord } from '../command-line/without-word.ts';
import type { Seams } from '../seams.ts';

export const name = 'dh-min-size-rejected';
export const title = 'ip ssh dh min size is not known';
export const requirements = ['SSH2-FEAT-001', 'SSH2-ENH-001', 'SSH2-ENH-002'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) => withoutWord(nodes, 'ip', 'ssh', 'dh');
}
