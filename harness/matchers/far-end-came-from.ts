import { z } from 'zod';
import type { SshConnectionsObservation } from '../../bench/ssh-server-host.ts';
import { defineMatcher } from './define.ts';

/** The DUT came to the bench's server, each time from this address of its own. */
export const farEndCameFrom = defineMatcher<SshConnectionsObservation, string>(
  'farEndCameFrom',
  ['ssh-connections'],
  z.string().min(1),
  (expected, { connections }) => ({
    matches: connections.length > 0 && connections.every(({ client }) => client.address === expected),
    got: connections.map(({ client }) => client.address).join(', ') || 'no connection',
  }),
);
