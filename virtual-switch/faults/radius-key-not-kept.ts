import type { Seams } from '../seams.ts';

export const name = 'radius-key-not-kept';
export const title = 'radius-server key is taken and forgotten';
export const requirements = ['SSH1-EX75-001', 'SSH1-EX75-002'];

export function apply(seams: Seams): void {
  seams.radiusServerAsked = (server) => ({ ...server, key: undefined });
}
