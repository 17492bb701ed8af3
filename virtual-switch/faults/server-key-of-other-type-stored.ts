import type { Seams } from '../seams.ts';

export const name = 'server-key-of-other-type-stored';
export const title = 'A server may have a DSS key';
export const requirements = ['SSH2-SRVAUTH-010'];

export function apply(seams: Seams): void {
  seams.serverKeyTypes = () => ['ssh-rsa', 'ssh-dss'];
}
