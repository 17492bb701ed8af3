import { replaceAt } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

export const name = 'snmp-server-host-rejected';
export const title = 'snmp-server host is not known';
export const requirements = ['SNMP-TRAP-006'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    replaceAt(nodes, ['snmp-server'], (node) => ({
      ...node,
      children: () => node.children().filter(({ word }) => word !== 'host'),
    }));
}
