import type { Seams } from '../seams.ts';
import { withPolicy } from '../ssh/policy.ts';

export const name = 'channel-before-authentication';
export const title = 'A channel is opened for somebody who has not logged in';
export const requirements = ['SSH1-INFO-002'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => withPolicy(settings, { channelBeforeAuthentication: true });
}
