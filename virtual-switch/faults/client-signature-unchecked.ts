import type { Seams } from '../seams.ts';

export const name = 'client-signature-unchecked';
export const title = 'The signature of the key exchange is not checked';
export const requirements = ['SSH2-RSA-009'];

export function apply(seams: Seams): void {
  const admits = seams.admitsServer.bind(seams);
  seams.admitsServer = (facts, check) => admits({ ...facts, signatureHolds: true }, check);
}
