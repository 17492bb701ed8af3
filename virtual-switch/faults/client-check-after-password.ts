import type { Seams } from '../seams.ts';

export const name = 'client-check-after-password';
export const title = 'A server is refused after the password was sent';
export const requirements = ['SSH2-RSA-009'];

export function apply(seams: Seams): void {
  seams.serverRefusedAt = () => 'end of authentication';
}
