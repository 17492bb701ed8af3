import type { CliObservation } from '../bench/console.ts';
import type { Recorded } from '../bench/recorded.ts';
import type { SshConnectionsObservation, SshServedConnection, SshServerArgs } from '../bench/ssh-server-host.ts';
import type { Lab } from './lab.ts';

/** Prompt of the scripted shell behind the bench's server: a session is open where the console shows it. */
export const remotePrompt = 'remote>';
/** Seconds for a server to hear of the end of a connection whose client has told of it already. */
const endLimit = 10;
/** The methods of one login with three prompts each (guide page 40), and none to spare. */
const mostPrompts = 6;

/** What came of one `ssh` from the DUT to the bench's SSH-2 server. */
export interface Dialled {
  /** `ssh …`, up to the prompt of whoever was there then. */
  readonly typed: Recorded<CliObservation>;
  /** The connections that reached the server. */
  readonly served: Recorded<SshConnectionsObservation>;
}

export interface DialHow {
  /** As it is typed; default the address of the bench's server. */
  readonly target?: string;
  readonly serve?: Omit<SshServerArgs, 'accounts'>;
  /** What happens in the session, where one came up. */
  readonly meanwhile?: (connection: SshServedConnection) => Promise<unknown>;
}

/**
 * Lets the DUT log in to the bench's server from privileged EXEC, as `user2` with the right password wherever it is asked
 * for, and leaves the session again where one came up. Throws where the bench has no such server.
 */
export async function dialOut(
  { dut, server, bench }: Pick<Lab, 'dut' | 'server' | 'bench'>,
  { target, serve = {}, meanwhile }: DialHow = {},
): Promise<Dialled> {
  const service = bench.serviceOf('ssh-server-host');
  const port = service === undefined || service.port === 22 ? '' : ` -p ${service.port}`;
  const password = bench.secret('user2').reveal();
  const since = await server.listen({
    ...serve,
    remote: { prompt: remotePrompt, ...serve.remote },
    accounts: [{ username: 'user2', password }],
  });
  await dut.enter('privileged-exec');
  const typed = await dut.execute(
    `ssh -l user2${port} ${target ?? service?.address ?? ''}`,
    Array.from({ length: mostPrompts }, () => ({ question: 'Password', answer: password })),
  );
  if (typed.observation.promptAfter !== remotePrompt)
    return { typed, served: await server.connections(since, { phase: 'ended' }, endLimit) };
  const served = await server.connections(since, { phase: 'session' });
  const [connection] = served.observation.connections;
  if (meanwhile === undefined || connection === undefined) {
    await dut.execute('exit');
    return { typed, served };
  }
  await meanwhile(connection);
  const { promptAfter } = (await dut.execute('')).observation;
  if (promptAfter === remotePrompt) await dut.execute('exit');
  return { typed, served: await server.connections(since, { phase: 'ended' }, endLimit) };
}
