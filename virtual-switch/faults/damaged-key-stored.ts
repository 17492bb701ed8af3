import type { Seams } from '../seams.ts';

export const name = 'damaged-key-stored';
export const title = 'Key data that is no key is stored as one';
export const requirements = ['SSH2-SRVAUTH-008'];

export function apply(seams: Seams): void {
  const read = seams.readKeyString.bind(seams);
  seams.readKeyString = (text) => read(text) ?? { type: 'ssh-rsa', blob: Buffer.from(text), comment: '' };
}
