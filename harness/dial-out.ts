import type { CliObservation } from '../bench/console.ts';
import { PcoError } from '../bench/errors.ts';
import type { Recorded } from '../bench/recorded.ts';
import type { SshConnectionsObservation, SshServerArgs } from '../bench/ssh-server-host.ts';
import { sshFrom } from './device-session.ts';
import type { Lab } from './lab.ts';
import { outputLines } from './output-lines.ts';

/** Prompt of the scripted shell behind the bench's server: a session is open where the console shows it. */
export const remotePrompt = 'remote>';
/** Seconds for a server to hear of the end of a connection whose client has told of it already. */
const endLimit = 10;
/** Two methods with three prompts each (guide page 40). */
const mostPrompts = 6;

/** What came of one `ssh` from the DUT to the bench's SSH-2 server. */
export interface Dialled {
  /** `ssh …`, up to the prompt of whoever was there then. */
  readonly typed: Recorded<CliObservation>;
  /** The connections that reached the server. */
  readonly served: Recorded<SshConnectionsObservation>;
  /** `exit` at the remote host, where a session had come up. */
  readonly left?: Recorded<CliObservation>;
}

export interface DialHow {
  /** As it is typed; default the address of the bench's server. */
  readonly target?: string;
  /** Of the command: `-v 2 -c aes128-ctr`. */
  readonly options?: string;
  /** Default the right one. */
  readonly password?: string;
  /** Typed behind the address: it is run there, and no session comes up. */
  readonly command?: string;
  /** Typed at the remote host. */
  readonly commands?: readonly string[];
  readonly serve?: Omit<SshServerArgs, 'accounts'>;
}

/**
 * Lets the DUT log in to the bench's server from privileged EXEC, as `user2` with the right password wherever it is asked
 * for, and leaves the session again where one came up. Throws where the bench has no such server.
 */
export async function dialOut(
  { dut, server, bench }: Pick<Lab, 'dut' | 'server' | 'bench'>,
  { target, options = '', password: typedPassword, command, commands = [], serve = {} }: DialHow = {},
): Promise<Dialled> {
  const service = bench.serviceOf('ssh-server-host');
  if (service === undefined) throw new PcoError('no ssh-server-host on this bench, so nobody to dial');
  const password = bench.secret('user2').reveal();
  const since = await server.listen({
    ...serve,
    remote: { prompt: remotePrompt, ...serve.remote },
    accounts: [{ username: 'user2', password }],
  });
  const address = [target ?? service.address, command].filter((part) => part !== undefined).join(' ');
  const typed = await sshFrom(
    dut,
    { ...service, address },
    { username: 'user2', password: typedPassword ?? password, prompts: mostPrompts, options },
  );
  if (typed.observation.promptAfter !== remotePrompt)
    return { typed, served: await server.connections(since, { phase: 'ended' }, endLimit) };
  const served = await server.connections(since, { phase: 'session' });
  for (const command of commands) await dut.execute(command);
  const left = await dut.execute('exit');
  return { typed, served, left };
}

/** What became of it in words, for what is only recorded: let in, or the last that the DUT said. */
export function fateOf({ typed, served }: Dialled): string {
  if (served.observation.connections.some(({ authenticated }) => authenticated)) return 'let in';
  return outputLines(typed.observation).at(-1)?.trim() ?? '';
}
