import type { CommandContext } from '../command-line/context.ts';
import { CommandError } from '../command-line/errors.ts';
import type { CliSession } from '../command-line/session.ts';

/** The session that a command was typed in; what is read from a file has none. */
export function ownSession({ session }: CommandContext): CliSession {
  if (session === undefined) throw new CommandError('% This command needs a terminal\n');
  return session;
}
