import type { Seams } from '../seams.ts';

export const name = 'rekey-ends-session';
export const title = 'A session is closed where it should get new keys';
export const requirements = ['SSH1-SRV-011'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({
    ...settings,
    rekey: { ...settings.rekey, then: 'hang-up' },
  });
}
