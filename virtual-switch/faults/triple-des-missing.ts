import type { Seams } from '../seams.ts';

export const name = 'triple-des-missing';
export const title = 'The server does not offer 3des-cbc';
export const requirements = ['SSH2-RES-001'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({
    ...settings,
    ciphers: settings.ciphers.filter((name) => name !== '3des-cbc'),
  });
}
