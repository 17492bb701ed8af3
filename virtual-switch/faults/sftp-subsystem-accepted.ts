import type { Seams } from '../seams.ts';
import { withPolicy } from '../ssh/policy.ts';

export const name = 'sftp-subsystem-accepted';
export const title = 'The server starts the subsystem sftp';
export const requirements = ['SSH2-RES-004'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => withPolicy(settings, { subsystems: ['sftp'] });
}
