import type { Seams } from '../seams.ts';

export const name = 'no-configured-message';
export const title = 'Leaving configuration logs nothing';
export const requirements = ['SSH2-VSTAT-007'];

export function apply(seams: Seams): void {
  seams.configuredMessage = () => undefined;
}
