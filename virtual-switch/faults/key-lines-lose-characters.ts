import type { Seams } from '../seams.ts';

export const name = 'key-lines-lose-characters';
export const title =
  'Where a key is typed over several lines, the first character of each further line is lost';
export const requirements = ['SSH2-PUBKEY-011', 'SSH2-SRVAUTH-007'];

export function apply(seams: Seams): void {
  seams.keyStringText = (lines) => lines.map((line, index) => (index === 0 ? line : line.slice(1))).join('');
}
