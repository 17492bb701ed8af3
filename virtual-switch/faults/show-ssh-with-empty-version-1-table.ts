import type { Seams } from '../seams.ts';

export const name = 'show-ssh-with-empty-version-1-table';
export const title = 'show ssh prints a table of version 1 though no such session runs';
export const requirements = ['SSH2-VCON-001', 'SSH2-VCON-006'];

export function apply(seams: Seams): void {
  seams.showSsh = (lines) => {
    const others = lines.filter((text) => !text.startsWith('%No SSHv1'));
    if (others.length === lines.length) return lines;
    return [
      'Connection      Version Encryption      State                Username',
      '0               1.5     3DES            Session started      lab',
      ...others,
    ];
  };
}
