import type { Seams } from '../seams.ts';

export const name = 'version-1-greets-both';
export const title = 'Version 1 mode still greets with SSH-1.99';
export const requirements = ['SSH2-HOST-009'];

export function apply(seams: Seams): void {
  const ident = seams.sshIdent.bind(seams);
  seams.sshIdent = (name) => ident(name === '1.5' ? '1.99' : name);
}
