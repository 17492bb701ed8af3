import { withoutWord } from '../command-line/without-word.ts';
import type { Seams } from '../seams.ts';

export const name = 'debug-ip-scp-rejected';
export const title = 'debug ip scp is not known';
export const requirements = ['SCP-FEAT-001', 'SCP-CFG-016', 'SSH2-SCP-013'];

export function apply(seams: Seams): void {
  seams.execTree = (nodes) => withoutWord(nodes, 'debug', 'ip', 'scp');
}
