import type { Deadline } from '../bench/clock.ts';
import type { Recorded, RecordedPco } from '../bench/recorded.ts';
import type { ServedUntil } from '../bench/ssh-server-host.ts';
import type { Farewell } from '../bench/ssh-server-shell.ts';
import type {
  Sshv1ConnectionsObservation,
  Sshv1ServerArgs,
  Sshv1ServerHostContract,
} from '../bench/sshv1-server-host.ts';
import { loginLimit, modeLimit } from './limits.ts';
import type { StepServer } from './ssh-server.ts';

/**
 * The bench's server of SSH version 1, which the DUT dials at `bench.serviceOf('sshv1-server-host')`. A server that a
 * step leaves listening is closed after it. Members as of SshServer.
 */
export interface Sshv1Server {
  listen(how?: Sshv1ServerArgs): Promise<number>;
  mark(): Promise<number>;
  connections(
    since: number,
    until?: ServedUntil,
    seconds?: number,
  ): Promise<Recorded<Sshv1ConnectionsObservation>>;
  send(connection: number, text: string): Promise<void>;
  end(
    connection: number,
    how: Farewell | 'exit',
    words?: { readonly status?: number; readonly description?: string },
  ): Promise<void>;
  close(): Promise<void>;
}

export function sshv1Server(
  pco: RecordedPco<Sshv1ServerHostContract>,
  deadline: (milliseconds: number) => Deadline,
): StepServer<Sshv1Server> {
  let listening = false;
  const close = async (): Promise<void> => {
    listening = false;
    await pco.call('close', null, deadline(modeLimit));
  };
  return {
    server: {
      listen: async (how = {}) => {
        const { observation } = await pco.call('listen', how, deadline(modeLimit));
        listening = true;
        return observation.position;
      },
      mark: async () => (await pco.call('mark', null, deadline(modeLimit))).observation.position,
      connections: (since, until, seconds = loginLimit / 1000) =>
        pco.call('connections', { since, ...(until && { until }) }, deadline(seconds * 1000)),
      send: async (connection, text) => {
        await pco.call('send', { connection, text }, deadline(modeLimit));
      },
      end: async (connection, how, words = {}) => {
        await pco.call('end', { connection, how, ...words }, deadline(modeLimit));
      },
      close,
    },
    closeIfOpen: async () => {
      if (listening) await close();
    },
  };
}
