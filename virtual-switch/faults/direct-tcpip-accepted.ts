import type { Seams } from '../seams.ts';
import { withPolicy } from '../ssh/policy.ts';

export const name = 'direct-tcpip-accepted';
export const title = 'The server opens channels that forward to other hosts';
export const requirements = ['SSH2-RES-007'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => withPolicy(settings, { forwarding: ['direct-tcpip'] });
}
