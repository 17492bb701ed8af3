import type { Seams } from '../seams.ts';

export const name = 'dss-keys-stored';
export const title = 'Keys of type ssh-dss are stored';
export const requirements = ['SSH2-PUBKEY-013'];

export function apply(seams: Seams): void {
  seams.userKeyTypes = () => ['ssh-rsa', 'ssh-dss'];
}
