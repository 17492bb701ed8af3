import { z } from 'zod';
import { serverDoors, type ServerDoor, type SshConnectionsObservation } from '../../bench/ssh-server-host.ts';
import { defineMatcher } from './define.ts';

/** The DUT came to this door of the bench's server, once, and to no other. */
export const farEndDoor = defineMatcher<SshConnectionsObservation, ServerDoor>(
  'farEndDoor',
  ['ssh-connections'],
  z.enum(serverDoors),
  (expected, { connections }) => ({
    matches: connections.length === 1 && connections[0]?.door === expected,
    got: connections.map(({ door }) => door).join(', ') || 'no connection',
  }),
);
