import type { Seams } from '../seams.ts';

export const name = 'counter-mode-missing';
export const title = 'The server offers no cipher in counter mode';
export const requirements = ['SSH2-FEAT-001'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({
    ...settings,
    ciphers: settings.ciphers.filter((cipher) => !cipher.endsWith('-ctr')),
  });
}
