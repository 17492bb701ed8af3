import type { CliObservation } from '../bench/console.ts';
import { PcoError } from '../bench/errors.ts';
import type { Recorded } from '../bench/recorded.ts';
import type { Sshv1ConnectionsObservation, Sshv1ServerArgs } from '../bench/sshv1-server-host.ts';
import { sshFrom } from './device-session.ts';
import { remotePrompt } from './typed-ssh.ts';
import type { Lab } from './lab.ts';

/** Seconds for a server to hear of the end of a connection whose client has told of it already. */
const endLimit = 10;
/** Tries of a client by default (guide page 4). */
const mostPrompts = 3;

/** What came of one `ssh -v 1` from the DUT to the bench's server of version 1. */
export interface Dialledv1 {
  readonly typed: Recorded<CliObservation>;
  readonly served: Recorded<Sshv1ConnectionsObservation>;
}

/** As `dialOut`, with version 1. */
export async function dialOutv1(
  { dut, serverV1, bench }: Pick<Lab, 'dut' | 'serverV1' | 'bench'>,
  serve: Omit<Sshv1ServerArgs, 'accounts'> = {},
): Promise<Dialledv1> {
  const service = bench.serviceOf('sshv1-server-host');
  if (service === undefined) throw new PcoError('no sshv1-server-host on this bench, so nobody to dial');
  const password = bench.secret('user2').reveal();
  const since = await serverV1.listen({
    ...serve,
    remote: { prompt: remotePrompt, ...serve.remote },
    accounts: [{ username: 'user2', password }],
  });
  const how = { username: 'user2', password, prompts: mostPrompts, options: '-v 1' };
  const typed = await sshFrom(dut, service, how);
  if (typed.observation.promptAfter !== remotePrompt) {
    return { typed, served: await serverV1.connections(since, { phase: 'ended' }, endLimit) };
  }
  const served = await serverV1.connections(since, { phase: 'session' });
  await dut.execute('exit');
  return { typed, served };
}
