import type { Seams } from '../seams.ts';

export const name = 'key-hash-compared-in-part';
export const title = 'Only the first eight digits of a key hash are compared';
export const requirements = ['SSH2-RSA-003'];

export function apply(seams: Seams): void {
  const beginning = (key: string) => key.slice(0, 'ssh-rsa '.length + 8);
  seams.isAmong = (keys, presented) => keys.some((key) => beginning(key) === beginning(presented));
}
