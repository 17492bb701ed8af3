import type { Seams } from '../seams.ts';

export const name = 'group-14-missing';
export const title = 'The server does not offer Diffie-Hellman group 14';
export const requirements = ['SSH2-FEAT-004', 'SSH2-ENH-003'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({
    ...settings,
    kex: settings.kex.filter((name) => !name.includes('group14')),
  });
}
