import type { Seams } from '../seams.ts';

export const name = 'client-command-in-clear';
export const title = 'The client names the command that it will run in its identification string';
export const requirements = ['SSH1-INFO-006'];

export function apply(seams: Seams): void {
  const ident = seams.sshClientIdent.bind(seams);
  seams.sshClientIdent = (version, request) =>
    [ident(version, request), request.command].filter((part) => part !== undefined).join(' ');
}
