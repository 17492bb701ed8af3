import { replaceAt } from '../command-line/grammar.ts';
import type { Seams } from '../seams.ts';

export const name = 'retries-out-of-range-taken';
export const title = 'ip ssh authentication-retries takes any number';
export const requirements = ['SSH1-SRV-006'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) =>
    replaceAt(nodes, ['ip', 'ssh', 'authentication-retries'], (retries) => ({
      ...retries,
      children: () =>
        retries.children().map((node) => ({ ...node, accepts: (text) => /^-?\d+$/.test(text) })),
    }));
}
