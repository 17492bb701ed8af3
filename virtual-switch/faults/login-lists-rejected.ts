import { withoutWord } from '../command-line/without-word.ts';
import type { Seams } from '../seams.ts';

export const name = 'login-lists-rejected';
export const title = 'aaa authentication login is not known';
export const requirements = [
  'SCP-CFG-001',
  'SCP-CFG-005',
  'SCP-CFG-006',
  'SCP-CFG-007',
  'SCP-EXL-001',
  'SSH2-SCP-001',
  'SSH2-SCP-005',
  'SSH2-EXSCP-001',
];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) => withoutWord(nodes, 'aaa', 'authentication', 'login');
}
