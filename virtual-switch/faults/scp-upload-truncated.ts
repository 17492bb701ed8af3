import type { Seams } from '../seams.ts';

export const name = 'scp-upload-truncated';
export const title = 'Of a file that comes by scp the last bytes are lost';
export const requirements = ['SCP-GEN-001', 'SSH2-SCP-001', 'SSH2-SCP-011', 'SSH2-GEN-003'];

export function apply(seams: Seams): void {
  const lost = 7;
  seams.scpStored = (bytes, { at, size }) => bytes.subarray(0, Math.max(0, size - lost - at));
}
