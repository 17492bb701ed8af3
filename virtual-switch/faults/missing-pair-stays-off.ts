import type { Seams } from '../seams.ts';

export const name = 'missing-pair-stays-off';
export const title = 'A pair that is made after it was named does not serve until it is named again';
export const requirements = ['SSH2-INFO-007', 'SSH2-KEYS-006'];

export function apply(seams: Seams): void {
  const standard = seams.keyOfSsh.bind(seams);
  let missed: string | undefined;
  seams.keyOfSsh = (pairs, named) => {
    const key = standard(pairs, named);
    if (named !== missed) missed = undefined;
    if (key === undefined) missed = named;
    return named !== undefined && named === missed ? undefined : key;
  };
}
