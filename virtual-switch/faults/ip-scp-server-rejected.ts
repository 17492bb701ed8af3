import { withoutWord } from '../command-line/without-word.ts';
import type { Seams } from '../seams.ts';

export const name = 'ip-scp-server-rejected';
export const title = 'ip scp server is not known';
export const requirements = [
  'SCP-FEAT-001',
  'SCP-PRE-001',
  'SCP-CFG-001',
  'SCP-CFG-013',
  'SSH2-SCP-011',
  'SSH2-EXSCP-001',
];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) => withoutWord(nodes, 'ip', 'scp', 'server');
}
