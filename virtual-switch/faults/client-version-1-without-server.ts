import type { Seams } from '../seams.ts';

export const name = 'client-version-1-without-server';
export const title = 'Version 1 is spoken with no server enabled';
export const requirements = ['SSH1-INFO-012'];

export function apply(seams: Seams): void {
  seams.sshClientMayStart = () => true;
}
