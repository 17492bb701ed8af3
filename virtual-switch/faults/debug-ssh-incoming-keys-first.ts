import type { Seams } from '../seams.ts';

export const name = 'debug-ssh-incoming-keys-first';
export const title = 'The keys for what comes in are debugged as in use before those for what goes out';
export const requirements = ['SSH2-MON-013', 'SSH2-DBGP-005'];

export function apply(seams: Seams): void {
  seams.sshDebugLines = (lines) =>
    lines.map((text) =>
      text.replace(/newkeys: mode ([01])/, (_all, mode) => `newkeys: mode ${mode === '1' ? 0 : 1}`),
    );
}
