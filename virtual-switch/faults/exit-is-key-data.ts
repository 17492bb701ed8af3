import type { Seams } from '../seams.ts';

export const name = 'exit-is-key-data';
export const title = 'The first exit after key-string is taken for key data';
export const requirements = ['SSH2-PUBKEY-010'];

/** Of a switch that never let go nothing more could be seen, and it could not be brought back. */
export function apply(seams: Seams): void {
  const ends = seams.keyStringEnd.bind(seams);
  let exits = 0;
  seams.keyStringEnd = (line) => (line === 'exit' && exits++ % 2 === 0 ? undefined : ends(line));
}
