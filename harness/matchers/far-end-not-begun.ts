import type { SshConnectionsObservation } from '../../bench/ssh-server-host.ts';
import type { Sshv1ConnectionsObservation } from '../../bench/sshv1-server-host.ts';
import { defineFact } from './define.ts';

/** No request for authentication reached the bench's server, and no connection of the DUT's is open. */
export const farEndNotBegun = defineFact<SshConnectionsObservation | Sshv1ConnectionsObservation>(
  'farEndNotBegun',
  ['ssh-connections', 'sshv1-connections'],
  ({ connections }) => ({
    matches: connections.every(
      (connection) =>
        !connection.authenticationAsked &&
        !('userAsked' in connection && connection.userAsked) &&
        connection.end !== undefined,
    ),
    got:
      connections
        .map(
          ({ phase, ident, end }) =>
            `${ident ?? 'no identification'} came as far as ${phase}, ended by ${end?.by ?? 'nobody'}`,
        )
        .join('; ') || 'no connection',
  }),
);
