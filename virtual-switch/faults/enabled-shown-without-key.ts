import type { Seams } from '../seams.ts';

export const name = 'enabled-shown-without-key';
export const title = 'show ip ssh still says that SSH is enabled when its key is gone';
export const requirements = ['SSH1-VER-003'];

export function apply(seams: Seams): void {
  seams.showIpSsh = (lines) =>
    lines
      .filter((text) => !text.includes('Please create'))
      .map((text) => text.replace(/^SSH Disabled/, 'SSH Enabled'));
}
