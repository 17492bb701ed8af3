import type { Seams } from '../seams.ts';

export const name = 'client-refused-server-goes-on';
export const title = 'Server Authentication Failed is shown, and the session goes on';
export const requirements = ['SSH2-RSA-009', 'SSH2-SRVAUTH-014'];

export function apply(seams: Seams): void {
  seams.serverRefusedAt = () => 'never';
}
