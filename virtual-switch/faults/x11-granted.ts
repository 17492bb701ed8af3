import type { Seams } from '../seams.ts';

export const name = 'x11-granted';
export const title = 'X11 forwarding is granted';
export const requirements = ['SSH2-MON-017'];

export function apply(seams: Seams): void {
  seams.x11Answer = () => 'grant';
}
