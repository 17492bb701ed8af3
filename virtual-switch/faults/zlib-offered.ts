import type { Seams } from '../seams.ts';
import { withPolicy } from '../ssh/policy.ts';

export const name = 'zlib-offered';
export const title = 'The server offers compression with zlib';
export const requirements = ['SSH2-RES-008'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => withPolicy(settings, { compression: ['none', 'zlib'] });
}
