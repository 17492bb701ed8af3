import type { Seams } from '../seams.ts';

export const name = 'version-drops-parameters';
export const title = 'ip ssh version sets time-out and retries back';
export const requirements = ['SSH2-INFO-001'];

export function apply(seams: Seams): void {
  seams.parametersAfterVersion = () => ({ timeOutSeconds: 120, authenticationRetries: 3 });
}
