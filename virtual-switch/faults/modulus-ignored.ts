import type { Seams } from '../seams.ts';

export const name = 'modulus-ignored';
export const title = 'Whatever modulus is asked for, a key pair has 1024 bits';
export const requirements = ['SSH2-KEYS-006', 'SSH2-KEYS-007'];

export function apply(seams: Seams): void {
  seams.modulusMade = () => 1024;
}
