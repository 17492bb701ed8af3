import { withoutWord } from '../command-line/without-word.ts';
import type { Seams } from '../seams.ts';

export const name = 'debug-ip-ssh-keyword-missing';
export const title = 'debug ip ssh knows no keyword packet';
export const requirements = ['SSH2-FEAT-004', 'SSH2-ENH-001'];

export function apply(seams: Seams): void {
  seams.execTree = (nodes) => withoutWord(nodes, 'debug', 'ip', 'ssh', 'packet');
}
