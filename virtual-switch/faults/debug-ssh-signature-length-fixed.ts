import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-signature-length-fixed';
export const title = 'The length of the signature is debugged as that of a key of 768 bits';
export const requirements = ['SSH2-MON-012', 'SSH2-DBGP-005'];

export function apply(seams: Seams): void {
  seams.sshDebugLines = (lines) =>
    lines.map((text) => text.replace(/signature length \d+/, 'signature length 111'));
}
