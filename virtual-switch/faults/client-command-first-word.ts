import type { Seams } from '../seams.ts';

export const name = 'client-command-first-word';
export const title = 'Of a command the first word alone is sent';
export const requirements = ['SSH2-SESS-014'];

export function apply(seams: Seams): void {
  const command = seams.sshClientCommand.bind(seams);
  seams.sshClientCommand = (asked) => command(asked)?.split(' ')[0];
}
