import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-kexinit-received-first';
export const title = 'That KEXINIT was received is debugged before that it was sent';
export const requirements = ['SSH2-MON-007', 'SSH2-DBGD-003'];

export function apply(seams: Seams): void {
  seams.sshDebugLines = (lines) =>
    lines.flatMap((text) => {
      if (/KEXINIT sent$/.test(text)) return [text.replace('sent', 'received'), text];
      return [text];
    });
}
