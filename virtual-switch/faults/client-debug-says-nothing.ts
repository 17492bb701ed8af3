import type { Seams } from '../seams.ts';

export const name = 'client-debug-says-nothing';
export const title = 'debug ip ssh client is confirmed, and prints nothing';
export const requirements = ['SSH2-KBIDBG-003', 'SSH2-KBIDBG-004', 'SSH2-ENH-006'];

export function apply(seams: Seams): void {
  seams.showsClientDebug = () => false;
}
