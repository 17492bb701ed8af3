import { replaceAt } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

export const name = 'aaa-new-model-not-shown';
export const title = 'running-config does not have the line of aaa new-model';
export const requirements = ['SCP-CFG-004', 'SCP-CFG-015', 'SSH2-SCP-004'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    replaceAt(nodes, ['aaa', 'new-model'], ({ action, ...node }) => ({
      ...node,
      action: { ...action, show: { section: 'aaa', lines: () => [] } },
    }));
}
