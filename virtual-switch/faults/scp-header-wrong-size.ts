import type { Seams } from '../seams.ts';

export const name = 'scp-header-wrong-size';
export const title = 'The record that announces a file has another size than the file';
export const requirements = ['SCP-INFO-001'];

export function apply(seams: Seams): void {
  seams.scpHeader = (header) => ({ ...header, size: Math.max(0, header.size - 1) });
}
