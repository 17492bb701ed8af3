import type { Seams } from '../seams.ts';

export const name = 'show-version-without-version';
export const title = 'show version does not tell the version of the software';
export const requirements = ['SSH1-GEN-003'];

export function apply(seams: Seams): void {
  seams.showVersion = (text) => text.replaceAll(/^(.*?Software.*?),? Version .*$/gm, '$1');
}
