import { keyword, number, replaceAt } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

export const name = 'rekey-time-not-kept';
export const title = 'ip ssh rekey time is taken and forgotten';
export const requirements = ['SSH1-SRV-009', 'SSH1-SRV-010'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    replaceAt(nodes, ['ip', 'ssh', 'rekey'], (rekey) => ({
      ...rekey,
      children: () =>
        rekey
          .children()
          .map((node) =>
            node.word === 'time'
              ? keyword('time', node.help, number('minutes', 10, 1440, '', { run: () => undefined }))
              : node,
          ),
    }));
}
