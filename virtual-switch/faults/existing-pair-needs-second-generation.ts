import type { RsaKeyPair } from '../keys/key-store.ts';
import type { Seams } from '../seams.ts';

export const name = 'existing-pair-needs-second-generation';
export const title = 'A pair that was there before it was named does not serve until it is made again';
export const requirements = ['SSH2-INFO-006', 'SSH2-INFO-004'];

export function apply(seams: Seams): void {
  const standard = seams.keyOfSsh.bind(seams);
  let lastNamed: string | undefined;
  let before: readonly RsaKeyPair[] = [];
  seams.keyOfSsh = (pairs, named) => {
    if (named !== lastNamed) before = [...pairs];
    lastNamed = named;
    const key = standard(pairs, named);
    return named !== undefined && key !== undefined && before.includes(key) ? undefined : key;
  };
}
