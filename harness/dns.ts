import type { Deadline } from '../bench/clock.ts';
import type { DnsAnswerArgs, DnsQueriesObservation, DnsServerContract } from '../bench/dns-server.ts';
import type { Recorded, RecordedPco } from '../bench/recorded.ts';
import { loginLimit, modeLimit } from './limits.ts';

/** The bench's DNS server, at `bench.serviceOf('dns-server')`. After a step it knows no name again. */
export interface Dns {
  /** From now on it answers so; gives the place from which `queries` looks. */
  answer(how: DnsAnswerArgs): Promise<number>;
  mark(): Promise<number>;
  /** The queries since a mark. With `until`, as soon as it was asked for that name, at the latest after 120 s. */
  queries(
    since: number,
    until?: { readonly name: string; readonly count?: number },
    seconds?: number,
  ): Promise<Recorded<DnsQueriesObservation>>;
}

/** A step's DNS server, and how it forgets its names. */
export interface StepDns {
  readonly dns: Dns;
  readonly forget: () => Promise<void>;
}

export function dnsServer(
  pco: RecordedPco<DnsServerContract>,
  deadline: (milliseconds: number) => Deadline,
): StepDns {
  let told = false;
  const answer = async (how: DnsAnswerArgs): Promise<number> =>
    (await pco.call('answer', how, deadline(modeLimit))).observation.position;
  return {
    dns: {
      answer: async (how) => {
        told = true;
        return await answer(how);
      },
      mark: async () => (await pco.call('mark', null, deadline(modeLimit))).observation.position,
      queries: (since, until, seconds = loginLimit / 1000) =>
        pco.call('queries', { since, ...(until && { until }) }, deadline(seconds * 1000)),
    },
    forget: async () => {
      if (!told) return;
      told = false;
      await answer({});
    },
  };
}
