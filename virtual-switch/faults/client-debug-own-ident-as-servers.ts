import type { Seams } from '../seams.ts';

export const name = 'client-debug-own-ident-as-servers';
export const title = 'The string that was sent is debugged as the one that came';
export const requirements = ['SSH2-KBIDBG-004'];

export function apply(seams: Seams): void {
  let own = '';
  seams.sshClientDebugLines = (lines) => {
    own = /sent protocol version id (\S+)/.exec(lines.join())?.[1] ?? own;
    return lines.map((line) => line.replace(/(version id is - ).*/, `$1${own || 'SSH-1.99-Cisco-1.25'}`));
  };
}
