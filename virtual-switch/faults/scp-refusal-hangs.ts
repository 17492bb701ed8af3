import type { Seams } from '../seams.ts';

export const name = 'scp-refusal-hangs';
export const title = 'A client of scp that is refused is told so, and its connection stays';
export const requirements = ['SCP-CFG-011', 'SSH2-SCP-008'];

export function apply(seams: Seams): void {
  seams.scpAfterRefusal = () => 'hang';
}
