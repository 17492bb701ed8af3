import type { Seams } from '../seams.ts';

export const name = 'rekey-time-ignored';
export const title = 'ip ssh rekey time has no effect';
export const requirements = ['SSH1-SRV-011'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = ({ rekey, ...settings }) => ({
    ...settings,
    rekey: rekey?.kilobytes === undefined ? {} : { kilobytes: rekey.kilobytes },
  });
}
