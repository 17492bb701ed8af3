import type { Seams } from '../seams.ts';

export const name = 'client-sends-local-user';
export const title = 'The client logs in as the user of its line, whatever -l says';
export const requirements = ['SSH1-CLI-003', 'SSH2-SESS-009', 'SSH2-SESS-001'];

export function apply(seams: Seams): void {
  seams.sshClientUser = (_named, ofLine) => ofLine ?? 'console';
}
