import type { Seams } from '../seams.ts';

export const name = 'first-pair-always-offered';
export const title = 'SSH serves with the first pair whatever ip ssh rsa keypair-name says';
export const requirements = ['SSH2-INFO-004', 'SSH2-KEYS-005', 'SCP-PRE-001', 'SCP-EXL-002'];

export function apply(seams: Seams): void {
  const standard = seams.keyOfSsh.bind(seams);
  seams.keyOfSsh = (pairs) => standard(pairs, undefined);
}
