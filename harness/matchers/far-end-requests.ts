import { z } from 'zod';
import type { SshConnectionsObservation } from '../../bench/ssh-server-host.ts';
import { defineMatcher } from './define.ts';

/** The names of the requests on the channel of each session of the DUT's, in order, and no other. */
export const farEndRequests = defineMatcher<SshConnectionsObservation, readonly string[]>(
  'farEndRequests',
  ['ssh-connections'],
  z.array(z.string().min(1)).min(1),
  (expected, { connections }) => ({
    matches:
      connections.length > 0 && connections.every(({ requests }) => requests.join() === expected.join()),
    got: connections.map(({ requests }) => requests.join(', ') || 'no request').join('; ') || 'no connection',
  }),
);
