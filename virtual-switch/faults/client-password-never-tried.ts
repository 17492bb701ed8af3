import type { Seams } from '../seams.ts';

export const name = 'client-password-never-tried';
export const title = 'The client gives up after keyboard-interactive';
export const requirements = ['SSH2-KBIDBG-001', 'SSH2-KBIDBG-005'];

export function apply(seams: Seams): void {
  seams.sshClientMethods = () => ['keyboard-interactive'];
}
