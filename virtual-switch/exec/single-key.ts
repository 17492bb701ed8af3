import type { CommandContext } from '../command-line/context.ts';
import { CommandError } from '../command-line/errors.ts';

/** A `[confirm]`: one key answers it, Return or `y` for yes; anything else is no. The key is echoed. */
export async function confirmed({ session, io }: CommandContext, question: string): Promise<boolean> {
  if (session === undefined) throw new CommandError('% This command needs a terminal\n');
  io.print(`${question}[confirm]`);
  const key = (await session.editor.key()) ?? '';
  if (key >= ' ') session.screen.echo(key);
  io.print('\n');
  return key === '\r' || key.toLowerCase() === 'y';
}
