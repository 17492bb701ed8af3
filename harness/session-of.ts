import type { Endpoint } from '../bench/endpoint.ts';
import { PcoError } from '../bench/errors.ts';
import type { Recorded } from '../bench/recorded.ts';
import type { SshLoginObservation } from '../bench/ssh-client.ts';

/** The TCP connection of a login as the DUT names it: `local` is its own end. */
export function sessionOf({ observation }: Recorded<SshLoginObservation>): {
  local: Endpoint;
  remote: Endpoint;
} {
  const { connection, outcome, detail } = observation;
  if (connection === undefined) {
    throw new PcoError('no SSH session to speak of: no connection came up', {
      got: detail === undefined ? outcome : `${outcome} (${detail})`,
    });
  }
  return { local: connection.server, remote: connection.client };
}
