import type { Seams } from '../seams.ts';
import { withPolicy } from '../ssh/policy.ts';

export const name = 'tcpip-forward-accepted';
export const title = 'The server says that it listens for its client';
export const requirements = ['SSH2-RES-007'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => withPolicy(settings, { forwarding: ['tcpip-forward'] });
}
