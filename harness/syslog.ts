import type { Deadline } from '../bench/clock.ts';
import type { Recorded, RecordedPco } from '../bench/recorded.ts';
import type {
  SyslogListenerContract,
  SyslogMessagesObservation,
  SyslogUntil,
} from '../bench/syslog-listener.ts';
import { loginLimit, modeLimit } from './limits.ts';

/** The bench's syslog listener, at `bench.serviceOf('syslog-listener')`, UDP port 514. */
export interface Syslog {
  mark(): Promise<number>;
  /** What came since a mark. With `until`, as soon as so many such messages have come, at the latest after 120 s. */
  messages(
    since: number,
    until?: SyslogUntil,
    seconds?: number,
  ): Promise<Recorded<SyslogMessagesObservation>>;
}

export function syslogListener(
  pco: RecordedPco<SyslogListenerContract>,
  deadline: (milliseconds: number) => Deadline,
): Syslog {
  return {
    mark: async () => (await pco.call('mark', null, deadline(modeLimit))).observation.position,
    messages: (since, until, seconds = loginLimit / 1000) =>
      pco.call('messages', { since, ...(until && { until }) }, deadline(seconds * 1000)),
  };
}
