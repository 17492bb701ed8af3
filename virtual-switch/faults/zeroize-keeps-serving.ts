import type { RsaKeyPair } from '../keys/key-store.ts';
import type { Seams } from '../seams.ts';

export const name = 'zeroize-keeps-serving';
export const title = 'SSH goes on with a key that was zeroized';
export const requirements = ['SSH1-PRE-004', 'SSH2-KEYS-008', 'SCP-PRE-002'];

export function apply(seams: Seams): void {
  const standard = seams.keyOfSsh.bind(seams);
  let last: RsaKeyPair | undefined;
  seams.keyOfSsh = (pairs, named) => (last = standard(pairs, named) ?? last);
}
