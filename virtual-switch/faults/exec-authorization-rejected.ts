import { withoutWord } from '../command-line/without-word.ts';
import type { Seams } from '../seams.ts';

export const name = 'exec-authorization-rejected';
export const title = 'aaa authorization exec is not known';
export const requirements = [
  'SCP-CFG-001',
  'SCP-CFG-008',
  'SCP-CFG-009',
  'SCP-EXL-001',
  'SSH2-SCP-001',
  'SSH2-SCP-006',
  'SSH2-EXSCP-001',
];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) => withoutWord(nodes, 'aaa', 'authorization', 'exec');
}
