import type { Seams } from '../seams.ts';
import { replaceAt } from '../command-line/grammar.ts';

export const name = 'scp-line-not-shown';
export const title = 'running-config does not have the line of the SCP server';
export const requirements = ['SCP-CFG-013', 'SCP-CFG-015', 'SSH2-SCP-011', 'SSH2-EXSCP-002'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    replaceAt(nodes, ['ip', 'scp', 'server', 'enable'], ({ action, ...node }) => ({
      ...node,
      action: { ...action, show: { section: 'ip-ssh', lines: () => [] } },
    }));
}
