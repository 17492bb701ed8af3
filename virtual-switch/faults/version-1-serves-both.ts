import type { Seams } from '../seams.ts';

export const name = 'version-1-serves-both';
export const title = 'Version 1 mode still serves version 2 clients';
export const requirements = ['SSH2-HOST-009', 'SSH2-EXV-001'];

export function apply(seams: Seams): void {
  const [ident, protocols] = [seams.sshIdent.bind(seams), seams.sshProtocolsOf.bind(seams)];
  seams.sshIdent = (name) => ident(name === '1.5' ? '1.99' : name);
  seams.sshProtocolsOf = (name) => protocols(name === '1.5' ? '1.99' : name);
}
