import type { Seams } from '../seams.ts';

export const name = 'key-signature-not-checked';
export const title = 'A known key lets in whatever its signature';
export const requirements = ['SSH2-RSA-004'];

export function apply(seams: Seams): void {
  seams.acceptsSignature = () => true;
}
