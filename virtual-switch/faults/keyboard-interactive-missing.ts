import type { Seams } from '../seams.ts';

export const name = 'keyboard-interactive-missing';
export const title = 'The server does not offer keyboard-interactive authentication';
export const requirements = ['SSH2-FEAT-003', 'SSH2-KBI-001'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({
    ...settings,
    authenticationMethods: settings.authenticationMethods.filter(
      (method) => method !== 'keyboard-interactive',
    ),
  });
}
