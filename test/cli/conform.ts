import { join } from 'node:path';
import { execa } from 'execa';

/** The checkout. */
export const root = join(import.meta.dirname, '..', '..');

/** Where the commands that run in this folder keep locks and baselines: nothing of a test lies in the user's own. */
export function stateOf(cwd: string): string {
  return join(cwd, '.conform-state');
}

/** Runs bin/conform.js as a user would, in some folder, with stdout piped. */
export function conform(cwd: string, words: readonly string[], node: string = process.execPath) {
  return execa(node, [join(root, 'bin', 'conform.js'), ...words], {
    cwd,
    env: { CATALYST_CONFORM_STATE: stateOf(cwd) },
    stdin: 'ignore',
    reject: false,
  });
}
