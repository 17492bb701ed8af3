import { keyword, number, replaceAt } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

export const name = 'time-out-and-retries-on-one-line';
export const title = 'ip ssh time-out takes the retries behind it and drops them';
export const requirements = ['SSH1-SRV-008'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    replaceAt(nodes, ['ip', 'ssh', 'time-out'], (timeOut) => ({
      ...timeOut,
      children: () =>
        timeOut.children().map((node) => {
          const action = node.action ?? {};
          return {
            ...node,
            children: () => [keyword('authentication-retries', '', number('retries', 0, 5, '', action))],
          };
        }),
    }));
}
