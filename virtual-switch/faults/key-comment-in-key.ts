import type { Seams } from '../seams.ts';

export const name = 'key-comment-in-key';
export const title = 'The comment behind a key becomes part of it';
export const requirements = ['SSH2-PUBKEY-011'];

export function apply(seams: Seams): void {
  const read = seams.readKeyString.bind(seams);
  seams.readKeyString = (text) => {
    const key = read(text);
    return key && { ...key, blob: Buffer.concat([key.blob, Buffer.from(key.comment)]), comment: '' };
  };
}
