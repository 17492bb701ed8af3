import type { Seams } from '../seams.ts';

export const name = 'scp-upload-damaged-past-64k';
export const title = 'Behind 64 KB a file that comes by scp is damaged';
export const requirements = ['SSH2-SCP-011'];

export function apply(seams: Seams): void {
  const limit = 64 * 1024;
  seams.scpStored = (bytes, { at }) => {
    const first = limit - at;
    if (first < 0 || first >= bytes.length) return bytes;
    const stored = Buffer.from(bytes);
    stored.writeUInt8(stored.readUInt8(first) ^ 1, first);
    return stored;
  };
}
