import type { Seams } from '../seams.ts';

export const name = 'last-pair-offered';
export const title = 'Without ip ssh rsa keypair-name SSH serves with the pair that was made last';
export const requirements = ['SSH2-INFO-005'];

export function apply(seams: Seams): void {
  const standard = seams.keyOfSsh.bind(seams);
  seams.keyOfSsh = (pairs, named) => standard(named === undefined ? pairs.toReversed() : pairs, named);
}
