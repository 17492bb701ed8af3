import { replaceAt } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

export const name = 'debug-snmp-unconfirmed';
export const title = 'debug snmp packet answers nothing';
export const requirements = ['SNMP-DBG-001', 'SNMP-TRAP-004'];

export function apply(seams: Seams): void {
  seams.execTree = (nodes) =>
    replaceAt(nodes, ['debug', 'snmp', 'packets'], ({ action, ...node }) => ({
      ...node,
      action: {
        run: (context, args) => {
          action?.run?.(context, args);
        },
      },
    }));
}
