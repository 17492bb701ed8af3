import { withoutWord } from '../command-line/without-word.ts';
import type { Seams } from '../seams.ts';

export const name = 'stricthostkeycheck-rejected';
export const title = 'ip ssh stricthostkeycheck is not known';
export const requirements = ['SSH2-FEAT-005', 'SSH2-SRVAUTH-014'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) => withoutWord(nodes, 'ip', 'ssh', 'stricthostkeycheck');
}
