import type { Seams } from '../seams.ts';

export const name = 'show-version-without-image';
export const title = 'show version does not name the image';
export const requirements = ['SSH1-GEN-003'];

export function apply(seams: Seams): void {
  seams.showVersion = (text) => text.replace(/^System image file is .*\n/m, '');
}
