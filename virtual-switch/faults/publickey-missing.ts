import type { Seams } from '../seams.ts';

export const name = 'publickey-missing';
export const title = 'The server does not offer publickey authentication';
export const requirements = ['SSH2-RSA-001'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({
    ...settings,
    authenticationMethods: settings.authenticationMethods.filter((method) => method !== 'publickey'),
  });
}
