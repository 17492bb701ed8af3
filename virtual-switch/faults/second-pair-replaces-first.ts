import { isSelfSigned } from '../keys/seams.ts';
import type { Seams } from '../seams.ts';

export const name = 'second-pair-replaces-first';
export const title = 'A key pair takes the place of every other';
export const requirements = ['SSH2-KEYS-005', 'SSH2-INFO-004'];

export function apply(seams: Seams): void {
  seams.keysReplaced = (_name, all) => all.filter((pair) => !isSelfSigned(pair));
}
