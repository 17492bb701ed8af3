import type { Seams } from '../seams.ts';

export const name = 'client-command-opens-shell';
export const title = 'A shell is opened in place of a command';
export const requirements = ['SSH2-SESS-014'];

export function apply(seams: Seams): void {
  seams.sshClientCommand = () => undefined;
}
