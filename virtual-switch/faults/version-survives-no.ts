import type { Seams } from '../seams.ts';

export const name = 'version-survives-no';
export const title = 'no ip ssh version leaves the version as it was until it is typed again';
export const requirements = ['SSH2-HOST-010', 'SSH2-VSTAT-001', 'SSH2-VSTAT-005', 'SSH2-EXV-003'];

/** A switch that never let go of it could not be restored, and the bench would be broken instead. */
export function apply(seams: Seams): void {
  let typed = 0;
  seams.sshVersionAfterNo = (version) => (version !== undefined && typed++ % 2 === 0 ? version : undefined);
}
