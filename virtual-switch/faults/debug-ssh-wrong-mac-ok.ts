import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-wrong-mac-ok';
export const title = 'A wrong MAC is debugged as ok';
export const requirements = ['SSH2-MON-014', 'SSH2-DBGP-006'];

export function apply(seams: Seams): void {
  let last = 0;
  seams.sshDebugLines = (lines) =>
    lines.map((text) => {
      const checked = /MAC (?:compared for )?#(\d+) :?ok$/.exec(text)?.[1];
      if (checked !== undefined) last = Number(checked);
      return text
        .replace(':failed', ':ok')
        .replace(/^(SSH2 \d+: )Corrupted MAC on input\.$/, `$1MAC #${last + 1} ok`);
    });
}
