import { z } from 'zod';
import { radiusDoors, type RadiusRequestsObservation } from '../../bench/radius-server.ts';
import { tacacsDoors, type TacacsExchangesObservation } from '../../bench/tacacs-server.ts';
import { defineMatcher } from './define.ts';

/**
 * Nothing came to these ports of the AAA server: no TCP connection where it is TACACS+, no datagram to a port or the one behind it
 * where it is RADIUS. Of a TACACS+ server it says something only where it listens there.
 */
export const aaaPortsUntouched = defineMatcher<
  TacacsExchangesObservation | RadiusRequestsObservation,
  readonly number[]
>(
  'aaaPortsUntouched',
  ['tacacs-exchanges', 'radius-requests'],
  z
    .array(z.literal([...tacacsDoors, ...radiusDoors]))
    .min(1)
    .readonly(),
  (expected, observation) => {
    const came =
      observation.kind === 'tacacs-exchanges'
        ? observation.connections.map(({ door }) => ({ door, port: door }))
        : observation.requests.map(({ door, port }) => ({ door, port }));
    const doors: readonly number[] = observation.kind === 'tacacs-exchanges' ? tacacsDoors : radiusDoors;
    const foreign = expected.filter((door) => !doors.includes(door));
    const touched = came.filter(({ door }) => expected.includes(door));
    const lost = observation.lost === 0 ? '' : `, ${observation.lost} lost`;
    return {
      matches: observation.lost === 0 && foreign.length === 0 && touched.length === 0,
      got:
        foreign.length > 0
          ? `no such server has the port ${foreign.join(', ')}`
          : came.length === 0
            ? `nothing came${lost}`
            : `came to ${came.map(({ port }) => port).join(', ')}${lost}`,
    };
  },
);
