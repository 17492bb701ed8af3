import { withoutValue } from '../command-line/without-word.ts';
import type { Seams } from '../seams.ts';

export const name = 'client-version-1-rejected';
export const title = 'The client has no -v 1';
export const requirements = ['SSH1-FEAT-001', 'SSH2-SESS-002', 'SSH2-PRE-005'];

export function apply(seams: Seams): void {
  seams.execTree = (nodes) => withoutValue(nodes, 'ssh', '-v', '1');
}
