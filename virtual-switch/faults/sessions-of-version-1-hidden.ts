import type { Seams } from '../seams.ts';

export const name = 'sessions-of-version-1-hidden';
export const title = 'show ssh lists no session of version 1';
export const requirements = ['SSH1-VER-004', 'SSH2-VCON-001', 'SSH2-VCON-005', 'SSH2-VCON-007'];

export function apply(seams: Seams): void {
  seams.listedSessions = (open) => open.filter(([, { version }]) => version === 2);
}
