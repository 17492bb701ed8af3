import type { Seams } from '../seams.ts';

export const name = 'version-2-serves-both';
export const title = 'Version 2 mode still greets and serves version 1 clients';
export const requirements = ['SSH2-HOST-010'];

export function apply(seams: Seams): void {
  const [ident, protocols] = [seams.sshIdent.bind(seams), seams.sshProtocolsOf.bind(seams)];
  seams.sshIdent = (name) => ident(name === '2.0' ? '1.99' : name);
  seams.sshProtocolsOf = (name) => protocols(name === '2.0' ? '1.99' : name);
}
