import type { Seams } from '../seams.ts';

export const name = 'show-ssh-version-2-table-first';
export const title = 'show ssh prints the table of version 2 before that of version 1';
export const requirements = ['SSH2-VCON-005'];

export function apply(seams: Seams): void {
  seams.showSsh = (lines) => {
    const second = lines.findIndex((text) => /^Connection\s+Version\s+Mode/.test(text));
    return second < 0 ? lines : [...lines.slice(second), ...lines.slice(0, second)];
  };
}
