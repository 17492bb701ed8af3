import type { Seams } from '../seams.ts';

export const name = 'exit-ends-session';
export const title = 'exit in configuration ends the whole session';
export const requirements = ['SSH2-HOST-011', 'SSH1-SRV-012', 'SSH2-KEYS-012', 'SCP-CFG-014', 'SSH2-SCP-012'];

export function apply(seams: Seams): void {
  seams.exitOfConfiguration = () => 'session';
}
