import type { Seams } from '../seams.ts';

export const name = 'debug-scp-silent-on-refusal';
export const title = 'debug ip scp says nothing of a client that is refused';
export const requirements = ['SCP-CFG-016', 'SSH2-SCP-013'];

export function apply(seams: Seams): void {
  seams.scpDebugLines = (lines) => lines.filter(({ refusal }) => !refusal);
}
