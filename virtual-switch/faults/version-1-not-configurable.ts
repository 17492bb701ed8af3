import { replaceAt } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

export const name = 'version-1-not-configurable';
export const title = 'ip ssh version knows 2 only';
export const requirements = ['SSH1-FEAT-001'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    replaceAt(nodes, ['ip', 'ssh', 'version'], (version) => ({
      ...version,
      children: () =>
        version.children().map((value) => ({ ...value, word: '<2-2>', accepts: (typed) => typed === '2' })),
    }));
}
