import type { Seams } from '../seams.ts';

export const name = 'encryption-key-offered';
export const title = 'Of usage keys SSH offers the encryption key';
export const requirements = ['SSH2-KEYS-006'];

export function apply(seams: Seams): void {
  const standard = seams.keyOfSsh.bind(seams);
  seams.keyOfSsh = (pairs, named) => {
    const key = standard(pairs, named);
    return pairs.find(({ name, usage }) => name === key?.name && usage === 'Encryption Key') ?? key;
  };
}
