import type { SshConnectionsObservation } from '../../bench/ssh-server-host.ts';
import { defineFact } from './define.ts';
import { allInWords } from './far-end-words.ts';

/** The DUT logged in to the bench's server and asked for a session, with each connection that it made. */
export const farEndLoggedIn = defineFact<SshConnectionsObservation>(
  'farEndLoggedIn',
  ['ssh-connections'],
  ({ connections }) => ({
    matches:
      connections.length > 0 &&
      connections.every(({ authenticated, program }) => authenticated && program !== undefined),
    got: allInWords(connections),
  }),
);
