import type { Seams } from '../seams.ts';

export const name = 'time-out-enforced-by-half';
export const title = 'A silent client is thrown out after half of the time-out that is shown';
export const requirements = ['SSH1-VER-002'];

export function apply(seams: Seams): void {
  const settingsOf = seams.sshServerSettings.bind(seams);
  seams.sshServerSettings = (settings, software) => {
    const timeOutSeconds = settings.timeOutSeconds / 2;
    return settingsOf({ ...settings, timeOutSeconds }, software);
  };
}
