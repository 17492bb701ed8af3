import type { Deadline } from '../bench/clock.ts';
import type { Recorded, RecordedPco } from '../bench/recorded.ts';
import type {
  HostKeyObservation,
  ServedUntil,
  SshConnectionsObservation,
  SshServerArgs,
  SshServerHostContract,
} from '../bench/ssh-server-host.ts';
import type { Farewell } from '../bench/ssh-server-shell.ts';
import { loginLimit, modeLimit } from './limits.ts';

/**
 * The bench's SSH-2 server, which the DUT dials at `bench.serviceOf('ssh-server-host')`. A server that a step leaves
 * listening is closed after it.
 */
export interface SshServer {
  /** Makes an RSA host key, to be named by `listen`. */
  makeKey(name: string, bits?: number): Promise<Recorded<HostKeyObservation>>;
  /** Begins to listen; gives the place from which `connections` looks. */
  listen(how?: SshServerArgs): Promise<number>;
  /** A place in the recording from which `connections` looks. */
  mark(): Promise<number>;
  /**
   * The connections since a mark. With `until`, as soon as that is true of one of them (or of `count`), at the latest after
   * so many seconds, by default 120; they are then as they are: nothing is thrown.
   */
  connections(
    since: number,
    until?: ServedUntil,
    seconds?: number,
  ): Promise<Recorded<SshConnectionsObservation>>;
  /** Prints in the session of a connection. */
  send(connection: number, text: string): Promise<void>;
  /** Ends the program of a connection with a status, or leaves the connection. */
  end(
    connection: number,
    how: Farewell | 'exit',
    words?: { readonly status?: number; readonly reason?: number; readonly description?: string },
  ): Promise<void>;
  /** Makes new keys; it is over when this returns, or the connection has ended. */
  rekey(connection: number): Promise<void>;
  /** Listens no more and leaves what is open. */
  close(): Promise<void>;
}

/** The server of a step, and how it is ended where the step did not. */
export interface StepServer<Server> {
  readonly server: Server;
  readonly closeIfOpen: () => Promise<void>;
}

export function sshServer(
  pco: RecordedPco<SshServerHostContract>,
  deadline: (milliseconds: number) => Deadline,
): StepServer<SshServer> {
  let listening = false;
  const close = async (): Promise<void> => {
    listening = false;
    await pco.call('close', null, deadline(modeLimit));
  };
  return {
    server: {
      makeKey: (name, bits = 2048) => pco.call('make-key', { name, bits }, deadline(loginLimit)),
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
      rekey: async (connection) => {
        await pco.call('rekey', { connection }, deadline(loginLimit));
      },
      close,
    },
    closeIfOpen: async () => {
      if (listening) await close();
    },
  };
}
