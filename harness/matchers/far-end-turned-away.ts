import type { SshConnectionsObservation } from '../../bench/ssh-server-host.ts';
import { defineFact } from './define.ts';
import { allInWords } from './far-end-words.ts';

/** The DUT asked for authentication and got none, in each connection that it made. */
export const farEndTurnedAway = defineFact<SshConnectionsObservation>(
  'farEndTurnedAway',
  ['ssh-connections'],
  ({ connections }) => ({
    matches:
      connections.length > 0 &&
      connections.every(({ authenticationAsked, authenticated }) => authenticationAsked && !authenticated),
    got: allInWords(connections),
  }),
);
