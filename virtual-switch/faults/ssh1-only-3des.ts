import type { Seams } from '../seams.ts';

export const name = 'ssh1-only-3des';
export const title = 'Version 1 sessions can have 3DES only';
export const requirements = ['SSH1-RES-002'];

export function apply(seams: Seams): void {
  seams.ssh1Settings = (settings) => ({ ...settings, ciphers: ['3des'] });
}
