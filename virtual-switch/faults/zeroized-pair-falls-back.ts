import type { Seams } from '../seams.ts';

export const name = 'zeroized-pair-falls-back';
export const title = 'While the named pair is missing SSH serves with another';
export const requirements = [
  'SSH2-KEYS-004',
  'SSH2-KEYS-008',
  'SSH2-INFO-006',
  'SSH2-INFO-007',
  'SCP-PRE-001',
  'SCP-EXL-002',
];

export function apply(seams: Seams): void {
  const standard = seams.keyOfSsh.bind(seams);
  seams.keyOfSsh = (pairs, named) => standard(pairs, named) ?? standard(pairs, undefined);
}
