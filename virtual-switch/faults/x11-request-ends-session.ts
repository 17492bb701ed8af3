import type { Seams } from '../seams.ts';

export const name = 'x11-request-ends-session';
export const title = 'A request for X11 forwarding ends the session';
export const requirements = ['SSH2-MON-017'];

export function apply(seams: Seams): void {
  seams.x11Answer = () => 'close';
}
