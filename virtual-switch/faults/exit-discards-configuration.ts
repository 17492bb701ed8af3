import type { Seams } from '../seams.ts';

export const name = 'exit-discards-configuration';
export const title = 'What was configured is lost when configuration is left with exit';
export const requirements = ['SSH2-HOST-011', 'SSH1-SRV-012', 'SSH2-KEYS-012', 'SCP-CFG-014', 'SSH2-SCP-012'];

export function apply(seams: Seams): void {
  seams.configurationAfterExit = (_typed, before) => before;
}
