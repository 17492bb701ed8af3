import type { Seams } from '../seams.ts';

export const name = 'client-debug-without-methods';
export const title = 'The methods of authentication are not debugged';
export const requirements = ['SSH2-KBIDBG-005'];

export function apply(seams: Seams): void {
  seams.sshClientDebugLines = (lines) => lines.filter((line) => !line.includes('using method'));
}
