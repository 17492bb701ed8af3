import type { Seams } from '../seams.ts';

export const name = 'scp-download-damaged';
export const title = 'The last byte of a file that goes out by scp is another';
export const requirements = ['SCP-GEN-001', 'SSH2-SCP-001', 'SSH2-GEN-003'];

export function apply(seams: Seams): void {
  seams.scpSent = (bytes, { at, size }) => {
    const last = size - 1 - at;
    if (last < 0 || last >= bytes.length) return bytes;
    const sent = Buffer.from(bytes);
    sent.writeUInt8(sent.readUInt8(last) ^ 1, last);
    return sent;
  };
}
