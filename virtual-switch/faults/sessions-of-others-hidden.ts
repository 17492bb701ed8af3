import type { Seams } from '../seams.ts';

export const name = 'sessions-of-others-hidden';
export const title = 'show ssh lists only the sessions of who asks';
export const requirements = ['SSH2-VCON-001', 'SSH2-VCON-003', 'SSH2-VCON-006', 'SSH2-VCON-008'];

export function apply(seams: Seams): void {
  seams.listedSessions = (open, viewer) => open.filter(([, { username }]) => username === viewer);
}
