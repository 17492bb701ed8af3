import { withoutWord } from '../command-line/without-word.ts';
import type { Seams } from '../seams.ts';

export const name = 'aaa-new-model-rejected';
export const title = 'aaa new-model is not known';
export const requirements = [
  'SCP-CFG-001',
  'SCP-CFG-004',
  'SCP-EXL-001',
  'SSH2-SCP-001',
  'SSH2-SCP-004',
  'SSH2-EXSCP-001',
];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) => withoutWord(nodes, 'aaa', 'new-model');
}
