import type { Seams } from '../seams.ts';

export const name = 'hostname-prompt-after-exit';
export const title = 'The prompt carries a new host name only after configuration is left';
export const requirements = ['SSH2-HOST-004', 'SSH2-PUBKEY-004', 'SSH2-SRVAUTH-004', 'SSH1-EX72-008'];

export function apply(seams: Seams): void {
  seams.nameInPrompt = (configured, beforeConfiguration) => beforeConfiguration ?? configured;
}
