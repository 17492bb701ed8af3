import type { Seams } from '../seams.ts';

export const name = 'login-banner-not-sent';
export const title = 'banner login is not shown before authentication';
export const requirements = ['SSH2-INFO-009'];

export function apply(seams: Seams): void {
  const standard = seams.sshServerSettings.bind(seams);
  seams.sshServerSettings = (settings, software) => {
    const { banner: _banner, ...served } = standard(settings, software);
    return served;
  };
}
