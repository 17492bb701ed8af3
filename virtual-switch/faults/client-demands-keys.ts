import type { Seams } from '../seams.ts';

export const name = 'client-demands-keys';
export const title = 'The client needs RSA keys of its own for version 2 too';
export const requirements = ['SSH2-RES-006'];

export function apply(seams: Seams): void {
  seams.sshClientMayStart = ({ serverEnabled }) => serverEnabled;
}
