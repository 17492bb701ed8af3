import type { AaaStoredObservation } from '../bench/aaa-dialogue.ts';
import type { Deadline } from '../bench/clock.ts';
import type { Recorded, RecordedPco } from '../bench/recorded.ts';
import type {
  TacacsDoor,
  TacacsExchangesObservation,
  TacacsServerArgs,
  TacacsServerContract,
  TacacsUntil,
} from '../bench/tacacs-server.ts';
import { loginLimit, modeLimit } from './limits.ts';
import type { StepServer } from './ssh-server.ts';

/**
 * The bench's TACACS+ server, at `bench.serviceOf('tacacs-server')`, port 49 or 9000. Where it does not listen, the DUT is refused. A
 * server that a step leaves listening is closed after it.
 */
export interface Tacacs {
  /** Begins to listen; gives the place from which `exchanges` looks. */
  listen(how: TacacsServerArgs): Promise<number>;
  mark(): Promise<number>;
  /**
   * What came since a mark. With `until`, as soon as so many exchanges of the kind have ended, at the latest after so many
   * seconds, by default 120; nothing is thrown then.
   */
  exchanges(
    since: number,
    until?: TacacsUntil,
    seconds?: number,
  ): Promise<Recorded<TacacsExchangesObservation>>;
  /** Which of the texts the server has as the user's password. */
  stored(
    username: string,
    among: readonly string[],
    door?: TacacsDoor,
  ): Promise<Recorded<AaaStoredObservation>>;
  /** Listens no more, at that door or at any. */
  close(door?: TacacsDoor): Promise<void>;
}

export function tacacsServer(
  pco: RecordedPco<TacacsServerContract>,
  deadline: (milliseconds: number) => Deadline,
): StepServer<Tacacs> {
  let listening = false;
  const close = async (door?: TacacsDoor): Promise<void> => {
    listening = door !== undefined && listening;
    await pco.call('close', door === undefined ? {} : { door }, deadline(modeLimit));
  };
  return {
    server: {
      listen: async (how) => {
        const { observation } = await pco.call('listen', how, deadline(modeLimit));
        listening = true;
        return observation.position;
      },
      mark: async () => (await pco.call('mark', null, deadline(modeLimit))).observation.position,
      exchanges: (since, until, seconds = loginLimit / 1000) =>
        pco.call('exchanges', { since, ...(until && { until }) }, deadline(seconds * 1000)),
      stored: (username, among, door) => {
        const args = { username, among, ...(door === undefined ? {} : { door }) };
        return pco.call('stored', args, deadline(modeLimit));
      },
      close,
    },
    closeIfOpen: async () => {
      if (listening) await close();
    },
  };
}
