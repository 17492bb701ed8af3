import type { RsaKeyPair } from '../keys/key-store.ts';
import type { Seams } from '../seams.ts';

export const name = 'host-key-until-reload';
export const title = 'A host key that has been served once stays until it is zeroized';
export const requirements = ['SSH2-INFO-004', 'SSH2-KEYS-005'];

export function apply(seams: Seams): void {
  const standard = seams.keyOfSsh.bind(seams);
  let served: RsaKeyPair | undefined;
  seams.keyOfSsh = (pairs, named) => {
    if (served === undefined || !pairs.includes(served)) served = standard(pairs, named);
    return served;
  };
}
