import type { Seams } from '../seams.ts';

export const name = 'configured-message-wrong-source';
export const title = 'The message of leaving configuration names a vty for the console';
export const requirements = ['SSH2-VSTAT-007'];

export function apply(seams: Seams): void {
  seams.configuredMessage = (source) =>
    `Configured from console by ${source === 'console' ? 'vty0' : source}`;
}
