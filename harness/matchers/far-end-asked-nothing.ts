import type { SshConnectionsObservation } from '../../bench/ssh-server-host.ts';
import { defineFact } from './define.ts';
import { allInWords } from './far-end-words.ts';

/**
 * The DUT saw the host key of the bench's server and left without a request for authentication. A connection that ended
 * before there was a key shows nothing of what the DUT thinks of it.
 */
export const farEndAskedNothing = defineFact<SshConnectionsObservation>(
  'farEndAskedNothing',
  ['ssh-connections'],
  ({ connections }) => ({
    matches:
      connections.length > 0 &&
      connections.every(
        ({ hostKey, authenticationAsked, end }) =>
          hostKey !== undefined && !authenticationAsked && end !== undefined && end.by !== 'us',
      ),
    got: allInWords(connections),
  }),
);
