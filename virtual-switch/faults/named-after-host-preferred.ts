import type { Seams } from '../seams.ts';

export const name = 'named-after-host-preferred';
export const title = 'Without ip ssh rsa keypair-name a pair named after a domain goes before older ones';
export const requirements = ['SSH2-INFO-005'];

export function apply(seams: Seams): void {
  const standard = seams.keyOfSsh.bind(seams);
  seams.keyOfSsh = (pairs, named) =>
    (named === undefined ? pairs.find(({ name }) => name.includes('.')) : undefined) ??
    standard(pairs, named);
}
