import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-length-without-padding';
export const title = 'The length of a packet sent is debugged without its padding';
export const requirements = ['SSH2-DBGP-002'];

export function apply(seams: Seams): void {
  seams.sshDebugLines = (lines) =>
    lines.map((text) =>
      text.replace(
        /(send:.*?(?:len|length) )(\d+)(.*padlen (?:of )?)(\d+)/,
        (_all, before: string, length: string, between: string, padding: string) =>
          `${before}${Number(length) - Number(padding)}${between}${padding}`,
      ),
    );
}
