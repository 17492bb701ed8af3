import type { Seams } from '../seams.ts';

export const name = 'privilege-survives-exit';
export const title = 'The session after exit begins with the privilege of the one before';
export const requirements = ['SSH2-VSTAT-004', 'SSH2-VCON-004'];

export function apply(seams: Seams): void {
  seams.privilegeOfNewSession = (configured, ofLastSession) => Math.max(configured, ofLastSession);
}
