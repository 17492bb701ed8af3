import type { CliMode } from '../bench/cli-mode.ts';
import type { CliObservation } from '../bench/console.ts';
import type { Recorded } from '../bench/recorded.ts';
import type { SshConnectionsObservation, SshServerArgs } from '../bench/ssh-server-host.ts';
import type { Lab } from './lab.ts';

/** Prompt of the scripted shell behind the bench's server: a session is open where the console shows it. */
export const remotePrompt = 'remote>';
/** Seconds for a server to hear of what its client has told of already. */
const serverLimit = 10;
/** More prompts than any client shows by its own limits (guide page 40: three by each of two methods). */
export const everyPrompt = 16;

export interface TypedSsh {
  /** Where it is typed; default privileged EXEC. */
  readonly mode?: CliMode;
  /** Who is let in, by the secret of that name; default `user2`. */
  readonly user?: string;
  /** So many prompts get a wrong password before the right one is typed; default 0. */
  readonly wrong?: number;
  /** The doors at which the bench's SSH-2 server listens; default its service. None: what listens already is dialled. */
  readonly serve?: readonly Omit<SshServerArgs, 'accounts'>[];
  /** It is at issue whether a prompt comes back at all, and no password is asked for: silence is observed, not thrown. */
  readonly maySayNothing?: true;
  /** While the session is open. */
  readonly during?: () => Promise<unknown>;
}

/** What came of one `ssh` from the DUT. */
export interface Dialled {
  /** `ssh …`, up to the prompt of whoever was there then. */
  readonly typed: Recorded<CliObservation>;
  /** The connections that reached the server. */
  readonly served: Recorded<SshConnectionsObservation>;
  /** `exit` in the session, up to the DUT's own prompt; absent where no session came up. */
  readonly left?: Recorded<CliObservation>;
}

/**
 * Types a line that begins with `ssh` and leaves the session again where one came up, so that the console is back at the
 * device's own prompt. `served` are the connections to the SSH-2 server since the line was typed.
 */
export async function typeSsh(
  { dut, server, bench }: Pick<Lab, 'dut' | 'server' | 'bench'>,
  line: string,
  { mode = 'privileged-exec', user = 'user2', wrong = 0, serve = [{}], during, ...may }: TypedSsh = {},
): Promise<Dialled> {
  const password = bench.secret(user).reveal();
  const accounts = [{ username: user, password }];
  for (const door of serve)
    await server.listen({ ...door, remote: { prompt: remotePrompt, ...door.remote }, accounts });
  const since = await server.mark();
  await dut.enter(mode);
  const answers = Array.from({ length: everyPrompt }, (_, prompt) => ({
    question: '[Pp]assword',
    answer: prompt < wrong ? bench.secret('wrong').reveal() : password,
  }));
  const typed = may.maySayNothing ? await dut.attempt(line) : await dut.execute(line, answers);
  const open = typed.observation.promptAfter === remotePrompt;
  // A prompt is there: who dialled has been at the server, which may only have to hear the last of it.
  const now = await server.connections(since);
  const count = now.observation.connections.length;
  const phase = open ? 'session' : 'ended';
  const served = count === 0 ? now : await server.connections(since, { phase, count }, serverLimit);
  if (!open) return { typed, served };
  await during?.();
  return { typed, served, left: await dut.execute('exit') };
}
