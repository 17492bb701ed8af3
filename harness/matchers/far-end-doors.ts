import { z } from 'zod';
import { type ServerDoor, serverDoors, type SshConnectionsObservation } from '../../bench/ssh-server-host.ts';
import { defineMatcher } from './define.ts';
import { allInWords } from './far-end-words.ts';

/** At which doors of the bench's server the DUT's connections came in, one after the other; none where it reached none. */
export const farEndDoors = defineMatcher<SshConnectionsObservation, readonly ServerDoor[]>(
  'farEndDoors',
  ['ssh-connections'],
  z.array(z.enum(serverDoors)),
  (expected, { connections }) => ({
    matches: connections.map(({ door }) => door).join() === expected.join(),
    got:
      connections.map((connection) => `${connection.door}: ${allInWords([connection])}`).join('; ') ||
      'no connection',
  }),
);
