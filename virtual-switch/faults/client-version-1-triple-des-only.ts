import type { Seams } from '../seams.ts';

export const name = 'client-version-1-triple-des-only';
export const title = 'In version 1 the client takes triple DES alone';
export const requirements = ['SSH1-INFO-007'];

export function apply(seams: Seams): void {
  const ciphers = seams.sshClientVersion1Ciphers.bind(seams);
  seams.sshClientVersion1Ciphers = (known) => ciphers(known).filter((name) => name === '3des');
}
