import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-read-bytes-off';
export const title = 'A read that gives a part of a packet is debugged with a byte too few';
export const requirements = ['SSH2-MON-008', 'SSH2-MON-009', 'SSH2-DBGP-003', 'SSH2-DBGP-004'];

export function apply(seams: Seams): void {
  seams.sshDebugLines = (lines) =>
    lines.map((text) =>
      text.replace(/(ssh_receive: )(\d+)/, (_all, before: string, bytes: string) => {
        const whole = Number(bytes);
        // Pieces of 64 bytes, of which one read may give several.
        return `${before}${whole % 64 === 0 ? whole - 1 : whole}`;
      }),
    );
}
