import type { Seams } from '../seams.ts';

export const name = 'compatibility-greets-as-2';
export const title = 'The server greets as version 2 in compatibility mode';
export const requirements = ['SSH1-GEN-001', 'SSH2-INFO-002', 'SSH2-MON-006'];

export function apply(seams: Seams): void {
  const ident = seams.sshIdent.bind(seams);
  seams.sshIdent = (version) => ident(version === '1.99' ? '2.0' : version);
}
