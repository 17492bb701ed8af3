import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-needed-counts-down';
export const title = 'What a packet still needs is debugged less with each read';
export const requirements = ['SSH2-MON-008', 'SSH2-MON-009', 'SSH2-DBGP-003', 'SSH2-DBGP-004'];

export function apply(seams: Seams): void {
  let needed = 0;
  const form = /^(SSH2 \d+: partial packet .*need(?:ed)? )(\d+)/;
  seams.sshDebugLines = (lines) =>
    lines.map((text) => {
      if (text.includes('input: ')) needed = 0;
      const [, before = '', bytes] = form.exec(text) ?? [];
      if (bytes === undefined) return text;
      const left = needed === 0 ? Number(bytes) : Math.max(0, needed - 64);
      needed = left;
      return text.replace(form, `${before}${left}`);
    });
}
