import type { SshConnectionsObservation } from '../../bench/ssh-server-host.ts';
import { defineFact } from './define.ts';
import { allInWords } from './far-end-words.ts';

/** The DUT did not go on with the new keys that the bench's server wanted to make, and left. */
export const farEndRekeyRefused = defineFact<SshConnectionsObservation>(
  'farEndRekeyRefused',
  ['ssh-connections'],
  ({ connections }) => {
    const rekeys = connections.flatMap((connection) => connection.rekeys);
    const made = rekeys.filter(({ completed }) => completed).length;
    return {
      matches:
        connections.length > 0 &&
        connections.every(
          ({ end, rekeys: [first, ...more] }) =>
            end !== undefined &&
            end.by !== 'us' &&
            first?.sha256 !== undefined &&
            !first.completed &&
            more.length === 0,
        ),
      got: `${rekeys.length} exchanges after the first, ${made} completed: ${allInWords(connections)}`,
    };
  },
);
