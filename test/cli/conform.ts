import { join } from 'node:path';
import { execa } from 'execa';

/** The checkout. */
export const root = join(import.meta.dirname, '..', '..');

/** Runs bin/conform.js as a user would, in some folder, with stdout piped. */
export function conform(cwd: string, words: readonly string[], node: string = process.execPath) {
  return execa(node, [join(root, 'bin', 'conform.js'), ...words], {
    cwd,
    stdin: 'ignore',
    reject: false,
  });
}
