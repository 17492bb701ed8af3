import type { Seams } from '../seams.ts';

export const name = 'time-out-ends-sessions';
export const title = 'The time-out also ends sessions that are authenticated';
export const requirements = ['SSH1-SRV-005', 'SSH2-SCP-009'];

export function apply(seams: Seams): void {
  seams.sshServerSettings = (settings) => ({ ...settings, timeOutUntil: 'closed' });
}
