import type { Seams } from '../seams.ts';

export const name = 'login-banner-truncated';
export const title = 'banner login is cut after 20 characters';
export const requirements = ['SSH2-INFO-009'];

export function apply(seams: Seams): void {
  const standard = seams.sshServerSettings.bind(seams);
  seams.sshServerSettings = (settings, software) => {
    const served = standard(settings, software);
    return { ...served, ...(served.banner !== undefined && { banner: served.banner.slice(0, 20) }) };
  };
}
