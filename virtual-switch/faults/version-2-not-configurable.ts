import { replaceAt } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

export const name = 'version-2-not-configurable';
export const title = 'ip ssh version knows 1 only';
export const requirements = ['SSH2-PRE-001'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    replaceAt(nodes, ['ip', 'ssh', 'version'], (version) => ({
      ...version,
      children: () =>
        version.children().map((value) => ({ ...value, word: '<1-1>', accepts: (typed) => typed === '1' })),
    }));
}
