import type { Seams } from '../seams.ts';

export const name = 'client-password-first';
export const title = 'The client tries password before keyboard-interactive';
export const requirements = ['SSH2-KBIDBG-005'];

export function apply(seams: Seams): void {
  const methods = seams.sshClientMethods.bind(seams);
  seams.sshClientMethods = () => methods().toReversed();
}
