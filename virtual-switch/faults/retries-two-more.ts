import type { Seams } from '../seams.ts';

export const name = 'retries-two-more';
export const title = 'Two more wrong passwords are taken than the retries that are shown allow';
export const requirements = ['SSH1-VER-002'];

export function apply(seams: Seams): void {
  const settingsOf = seams.sshServerSettings.bind(seams);
  seams.sshServerSettings = (settings, software) => {
    const authenticationRetries = settings.authenticationRetries + 2;
    return settingsOf({ ...settings, authenticationRetries }, software);
  };
}
