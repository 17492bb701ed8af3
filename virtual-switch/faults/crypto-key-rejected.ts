import { withoutWord } from '../command-line/without-word.ts';
import type { Seams } from '../seams.ts';

export const name = 'crypto-key-rejected';
export const title = 'crypto key is not known on an image with cryptography';
export const requirements = ['SSH1-PRE-001'];

export function apply(seams: Seams): void {
  seams.configurationTree = (nodes) => withoutWord(nodes, 'crypto', 'key', 'generate');
}
