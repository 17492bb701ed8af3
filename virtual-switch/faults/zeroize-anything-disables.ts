import type { Seams } from '../seams.ts';

export const name = 'zeroize-anything-disables';
export const title = 'SSH goes off when any pair is zeroized, until there are as many again';
export const requirements = ['SSH2-KEYS-008'];

export function apply(seams: Seams): void {
  const standard = seams.keyOfSsh.bind(seams);
  let most = 0;
  seams.keyOfSsh = (pairs, named) => {
    most = Math.max(most, pairs.length);
    return pairs.length < most ? undefined : standard(pairs, named);
  };
}
