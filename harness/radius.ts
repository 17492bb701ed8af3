import type { AaaStoredObservation } from '../bench/aaa-dialogue.ts';
import type { Deadline } from '../bench/clock.ts';
import type {
  RadiusDoor,
  RadiusRequestsObservation,
  RadiusServerArgs,
  RadiusServerContract,
  RadiusUntil,
} from '../bench/radius-server.ts';
import type { Recorded, RecordedPco } from '../bench/recorded.ts';
import { loginLimit, modeLimit } from './limits.ts';
import type { StepServer } from './ssh-server.ts';

/**
 * The bench's RADIUS server, at `bench.serviceOf('radius-server')`, ports 1812, 1645 or 1650, and the ones behind them for accounting.
 * What comes where it does not listen is observed and not answered. After a step it answers no more.
 */
export interface Radius {
  /** Answers at a door from now on; gives the place from which `requests` looks. */
  listen(how: RadiusServerArgs): Promise<number>;
  mark(): Promise<number>;
  /**
   * What came since a mark, to all ports. With `until`, as soon as so many requests of the kind were answered, at the latest after
   * so many seconds, by default 120; nothing is thrown then.
   */
  requests(
    since: number,
    until?: RadiusUntil,
    seconds?: number,
  ): Promise<Recorded<RadiusRequestsObservation>>;
  /** Which of the texts the server has as the user's password. */
  stored(
    username: string,
    among: readonly string[],
    door?: RadiusDoor,
  ): Promise<Recorded<AaaStoredObservation>>;
  /** Answers no more, at that door or at any. */
  close(door?: RadiusDoor): Promise<void>;
}

export function radiusServer(
  pco: RecordedPco<RadiusServerContract>,
  deadline: (milliseconds: number) => Deadline,
): StepServer<Radius> {
  let listening = false;
  const close = async (door?: RadiusDoor): Promise<void> => {
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
      requests: (since, until, seconds = loginLimit / 1000) =>
        pco.call('requests', { since, ...(until && { until }) }, deadline(seconds * 1000)),
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
