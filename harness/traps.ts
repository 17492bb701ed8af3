import type { Deadline } from '../bench/clock.ts';
import type { Endpoint } from '../bench/endpoint.ts';
import type { Recorded, RecordedPco } from '../bench/recorded.ts';
import type { SnmpGetObservation, TrapListenerContract, TrapsObservation } from '../bench/trap-listener.ts';
import { modeLimit, snmpLimit, trapLimit } from './limits.ts';

/** The bench's SNMP trap listener. */
export interface Traps {
  /** A place in the recording, from which `await` looks. */
  mark(): Promise<number>;
  /** All that came since the mark, as soon as so many of one name have come; at the latest 10 s from now. */
  await(
    since: number,
    until: { readonly notification: string; readonly count?: number; readonly remote?: Endpoint },
  ): Promise<Recorded<TrapsObservation>>;
  /** Asks the DUT's agent. */
  get(community: string, ...oids: readonly string[]): Promise<Recorded<SnmpGetObservation>>;
}

export function snmpTraps(
  pco: RecordedPco<TrapListenerContract>,
  deadline: (milliseconds: number) => Deadline,
): Traps {
  return {
    mark: async () => (await pco.call('mark', null, deadline(modeLimit))).observation.position,
    await: (since, { count = 1, ...until }) =>
      pco.call('traps', { since, until: { count, ...until } }, deadline(trapLimit)),
    get: (community, ...oids) => pco.call('snmp-get', { oids, community }, deadline(snmpLimit)),
  };
}
