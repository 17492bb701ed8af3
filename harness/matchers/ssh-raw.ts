import { z } from 'zod';
import type { SshRawObservation, UdpProbeObservation } from '../../bench/ssh-raw.ts';
import { defineFact, defineMatcher } from './define.ts';

/** Matchers of what comes back where something else than SSH over TCP was said. */

/** The server ended the connection by itself, within so many milliseconds of the last that was said. */
export const endedByServer = defineMatcher<SshRawObservation, number>(
  'endedByServer',
  ['ssh-raw'],
  z.int().positive(),
  (expected, { end, milliseconds }) => ({
    matches: end.by !== 'us' && milliseconds <= expected,
    got: `ended by ${end.by} after ${milliseconds} ms`,
  }),
);

/** No datagram came back: nothing at all, or that the port is unreachable. */
export const udpUnanswered = defineFact<UdpProbeObservation>(
  'udpUnanswered',
  ['udp-probe'],
  ({ answer }) => ({
    matches: answer !== 'datagram',
    got: answer === 'datagram' ? 'a datagram' : answer,
  }),
);
