import type { Seams } from '../seams.ts';

export const name = 'client-debug-failed-exchange-successful';
export const title = 'A key exchange that failed is debugged as successful';
export const requirements = ['SSH2-KBIDBG-004'];

export function apply(seams: Seams): void {
  seams.sshClientDebugLines = (lines) =>
    lines.map((line) => line.replace('failure (code = 0)', 'successful and encryption on'));
}
